package io.verdigrid.coordinator.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The workers of a simulation. Immutable. */
public record Fleet(List<Host> hosts) {
    /** Copies its list. */
    public Fleet {
        hosts = List.copyOf(hosts);
    }

    /**
     * A worker.
     *
     * @param slowness how many times as long as on an ordinary host everything takes
     * @param joinsAtMs when it is there, after the build's start
     */
    public record Host(String id, int slots, double slowness, double joinsAtMs) {}

    /** So many hosts become so many times slower. */
    public record Slow(int hosts, double factor) {}

    /**
     * A fleet to be made up.
     *
     * @param slots in all, spread evenly over the workers
     * @param speedSpread sigma of the log-normal speed of hosts; 0: all are equal
     * @param startJitterMs each worker joins within so much, evenly
     */
    public record Wish(int slots, int workers, double speedSpread, List<Slow> slow, double startJitterMs) {
        /** Copies its list. */
        public Wish {
            slow = List.copyOf(slow);
        }

        /** The fleet of this seed. */
        public Fleet grant(long seed) {
            SplittableRandom random = new SplittableRandom(seed * 7919 + 1);
            double[] slowness = new double[workers];
            double[] joins = new double[workers];
            for (int i = 0; i < workers; i++) {
                slowness[i] = Noise.factor(random, speedSpread);
                joins[i] = random.nextDouble() * startJitterMs;
            }
            int next = 0;
            for (Slow some : slow) {
                for (int i = 0; i < some.hosts() && next < workers; i++) {
                    slowness[next++] *= some.factor();
                }
            }
            List<Host> hosts = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                int own = slots / workers + (i < slots % workers ? 1 : 0);
                // The slow ones are to stand anywhere in the order of names, which breaks ties.
                int name = (int) ((i * 7_368_787L + 13) % workers);
                String id = String.format(java.util.Locale.ROOT, "w%05d-%d", name, i);
                hosts.add(new Host(id, own, slowness[i], joins[i]));
            }
            return new Fleet(hosts);
        }
    }

    int slots() {
        int sum = 0;
        for (Host host : hosts) {
            sum += host.slots();
        }
        return sum;
    }

    /** The least time in which so much work can be done, if work were a fluid. */
    double fluidMs(double workMs) {
        double low = 0;
        double high = 1;
        while (capacity(high) < workMs) {
            high *= 2;
        }
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (capacity(middle) < workMs) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double capacity(double untilMs) {
        double sum = 0;
        for (Host host : hosts) {
            sum += host.slots() * Math.max(0, untilMs - host.joinsAtMs()) / host.slowness();
        }
        return sum;
    }

    /** When what takes so long on an ordinary host can end at the earliest. */
    double soonestMs(double workMs) {
        double soonest = Double.MAX_VALUE;
        for (Host host : hosts) {
            soonest = Math.min(soonest, host.joinsAtMs() + host.slowness() * workMs);
        }
        return soonest;
    }
}
