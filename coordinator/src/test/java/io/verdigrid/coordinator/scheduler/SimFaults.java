package io.verdigrid.coordinator.scheduler;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Breaks things in a simulated grid, by a seed. */
final class SimFaults {
    /** Tests whose JVM was killed under them: they may end otherwise than by themselves. */
    final Set<String> victims = new LinkedHashSet<>();

    private final SimGrid grid;
    private final SplittableRandom random;
    private final int slots;
    private int left;
    private int born;

    SimFaults(SimGrid grid, long seed, int slots) {
        this.grid = grid;
        this.random = new SplittableRandom(seed * 31 + 7);
        this.slots = slots;
    }

    /** So many faults, about so many milliseconds apart. */
    void begin(int count, long apartMs) {
        left = count;
        grid.in(1 + random.nextLong(2 * apartMs), () -> next(apartMs));
    }

    private void next(long apartMs) {
        if (left-- > 0) {
            one();
            grid.in(1 + random.nextLong(2 * apartMs), () -> next(apartMs));
        }
    }

    private void one() {
        List<SimWorker> alive = grid.alive();
        SimWorker worker = alive.get(random.nextInt(alive.size()));
        int dice = random.nextInt(100);
        if (dice < 30) {
            killRunner(worker);
        } else if (dice < 50) {
            grid.disconnect(worker);
            reconnect(worker, 25_000);
        } else if (dice < 60) {
            worker.mute = true;
            grid.in(20_000, () -> worker.mute = false);
        } else if (dice < 75) {
            die(worker);
        } else if (dice < 90) {
            worker.stopAll();
            grid.disconnect(worker);
            reconnect(worker, 5_000);
        } else if (dice < 96) {
            grid.drain(worker);
            grid.in(60_000, () -> die(worker));
        } else {
            grid.restart(10_000);
            alive.forEach(each -> reconnect(each, 14_000));
        }
    }

    private void killRunner(SimWorker worker) {
        SimWorker.SimSlot slot = worker.slots.get(random.nextInt(worker.slots.size()));
        if (random.nextBoolean()) {
            slot.killFromOutside().ifPresent(victims::add);
            return;
        }
        String victim = slot.kill();
        if (victim != null) {
            victims.add(victim);
        }
    }

    private void reconnect(SimWorker worker, long withinMs) {
        grid.in(100 + random.nextLong(withinMs), () -> grid.connect(worker));
    }

    /** A host is gone for ever; the coordinator sees its connection end, or hears nothing at all. Another comes. */
    private void die(SimWorker worker) {
        if (!worker.alive) {
            return;
        }
        worker.alive = false;
        worker.stopAll();
        if (random.nextBoolean()) {
            grid.disconnect(worker);
        }
        SimWorker heir = grid.addWorker("x" + born++, slots, 1);
        reconnect(heir, 3_000);
    }
}
