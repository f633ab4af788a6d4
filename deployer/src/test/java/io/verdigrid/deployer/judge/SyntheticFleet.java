package io.verdigrid.deployer.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A fleet with noise like a real one's, in which the only effect of a release is the one that is asked for.
 *
 * <p>All hosts share a slow drift (10 %, correlated over a quarter of an hour); each has a level of its own, noise that lasts
 * a few steps, and, where asked for, a drift of its own and bursts.
 */
final class SyntheticFleet {
    static final long SWITCH = 1_800_000_000_000L;
    static final Duration STEP = Duration.ofSeconds(10);

    private static final double COMMON_DRIFT = 0.10;
    private static final double COMMON_PHI = 0.99;
    private static final double NOISE_PHI = 0.6;
    private static final double OWN_PHI = 0.99;

    /**
     * What the fleet is like.
     *
     * @param hosts how many
     * @param canaries the first so many of them
     * @param history steps of 10 s before the baseline
     * @param steps steps of the baseline, and of the watch
     * @param offsets spread of the hosts' own levels
     * @param noise spread of the noise of a host
     * @param ownDrift spread of the slow drift of a host
     * @param bursts coefficient of variation of a factor that a host keeps for a minute
     */
    record Shape(
            int hosts,
            int canaries,
            int history,
            int steps,
            double offsets,
            double noise,
            double ownDrift,
            double bursts) {
        static final Shape OF_THE_FACTS = new Shape(50, 5, 0, 60, 0.05, 0.05, 0, 0);

        Shape of(int otherHosts, int otherCanaries) {
            return new Shape(otherHosts, otherCanaries, history, steps, offsets, noise, ownDrift, bursts);
        }

        Shape history(int otherHistory) {
            return new Shape(hosts, canaries, otherHistory, steps, offsets, noise, ownDrift, bursts);
        }

        Shape bursting(double otherBursts) {
            return new Shape(hosts, canaries, history, steps, offsets, noise, ownDrift, otherBursts);
        }

        Shape drifting(double otherDrift) {
            return new Shape(hosts, canaries, history, steps, offsets, noise, otherDrift, bursts);
        }
    }

    private final Shape shape;
    private final Random random;
    private final double[][] levels;

    SyntheticFleet(Shape shape, double effect, long seed) {
        this.shape = shape;
        // Of seeds that follow each other Random's first numbers are alike.
        random = new Random(new SplittableRandom(seed).nextLong());
        levels = levels(effect);
    }

    private double[][] levels(double effect) {
        int steps = shape.history() + 2 * shape.steps();
        double[] common = walk(steps, COMMON_DRIFT, COMMON_PHI);
        double[][] result = new double[shape.hosts()][];
        for (int host = 0; host < result.length; host++) {
            double offset = shape.offsets() * random.nextGaussian();
            double[] noise = walk(steps, shape.noise(), NOISE_PHI);
            double[] own = walk(steps, shape.ownDrift(), OWN_PHI);
            result[host] = new double[steps];
            double burst = 1;
            for (int step = 0; step < steps; step++) {
                if (step % 6 == 0) {
                    burst = burst();
                }
                boolean released = host < shape.canaries() && step >= steps - shape.steps();
                result[host][step] =
                        Math.exp(common[step] + offset + noise[step] + own[step]) * burst * (released ? 1 + effect : 1);
            }
        }
        return result;
    }

    private double[] walk(int steps, double spread, double phi) {
        double[] walk = new double[steps];
        double at = spread * random.nextGaussian();
        for (int step = 0; step < steps; step++) {
            walk[step] = at;
            at = phi * at + spread * Math.sqrt(1 - phi * phi) * random.nextGaussian();
        }
        return walk;
    }

    /** A sum of k squared normals is gamma; for 22 % that is k = 41. */
    private double burst() {
        if (shape.bursts() == 0) {
            return 1;
        }
        int k = Math.max(1, (int) Math.round(2 / (shape.bursts() * shape.bursts())));
        double sum = 0;
        for (int i = 0; i < k; i++) {
            double z = random.nextGaussian();
            sum += z * z;
        }
        return sum / k;
    }

    Groups groups() {
        List<String> canary = new ArrayList<>();
        List<String> control = new ArrayList<>();
        for (int host = 0; host < shape.hosts(); host++) {
            (host < shape.canaries() ? canary : control).add("h" + host);
        }
        return Groups.of(canary, control);
    }

    Timing timing() {
        return Timing.of(SWITCH, STEP.multipliedBy(shape.steps()), STEP);
    }

    long end() {
        return SWITCH + STEP.toMillis() * shape.steps();
    }

    /** A gauge of about 100. */
    List<Sample> gauge(String metric) {
        List<Sample> samples = new ArrayList<>();
        for (int host = 0; host < levels.length; host++) {
            for (int step = 0; step < levels[host].length; step++) {
                samples.add(Sample.of(metric, "h" + host, at(step), 100 * levels[host][step]));
            }
        }
        return samples;
    }

    /** Counts, so many a minute in the whole fleet. */
    List<Sample> counts(String metric, double aMinute) {
        double mean = aMinute / 6 / shape.hosts();
        List<Sample> samples = new ArrayList<>();
        for (int host = 0; host < levels.length; host++) {
            for (int step = 0; step < levels[host].length; step++) {
                samples.add(Sample.of(metric, "h" + host, at(step + 1), poisson(mean * levels[host][step])));
            }
        }
        return samples;
    }

    /** The mean of some hosts in each step of the watch, or of the baseline. */
    double[] cluster(int fromHost, int toHost, boolean watch) {
        double[] means = new double[shape.steps()];
        for (int step = 0; step < means.length; step++) {
            int at = shape.history() + step + (watch ? shape.steps() : 0);
            for (int host = fromHost; host < toHost; host++) {
                means[step] += 100 * levels[host][at] / (toHost - fromHost);
            }
        }
        return means;
    }

    private long at(int step) {
        return SWITCH + STEP.toMillis() * (step - shape.history() - shape.steps());
    }

    private double poisson(double mean) {
        if (mean > 60) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int events = 0;
        while (product > limit) {
            product *= random.nextDouble();
            events++;
        }
        return events;
    }
}
