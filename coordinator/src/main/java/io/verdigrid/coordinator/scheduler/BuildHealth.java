package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.scheduler.policy.SickRule;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What became of a build's tests on each worker in their first attempts, and which failures others contradicted. */
final class BuildHealth {
    /** Fewer tests elsewhere say nothing of whether it is the build that is broken, or one worker. */
    private static final int ENOUGH = 10;

    private final Map<String, Tally> byWorker = new TreeMap<>();
    private final Tally all = new Tally();

    private static final class Tally {
        final Set<String> classes = new LinkedHashSet<>();
        int ran;
        int red;
        int contradicted;
    }

    private Tally of(String worker) {
        return byWorker.computeIfAbsent(worker, id -> new Tally());
    }

    void ran(String worker, boolean red) {
        Tally tally = of(worker);
        tally.ran++;
        tally.red += red ? 1 : 0;
        all.ran++;
        all.red += red ? 1 : 0;
    }

    /** A test of this unit that was red on this worker passed on another. */
    void contradicted(String worker, String unitId) {
        Tally tally = of(worker);
        tally.contradicted++;
        tally.classes.add(unitId);
        all.contradicted++;
    }

    /** Why the worker is the cause of what failed on it; empty: it need not be. */
    String verdict(String worker, SickRule rule) {
        Tally tally = of(worker);
        int elsewhere = all.contradicted - tally.contradicted;
        int ranElsewhere = all.ran - tally.ran;
        // A retest may fail and be contradicted too, so there can be more of them than first attempts.
        boolean sick = rule.failsAlone(
                tally.contradicted,
                tally.classes.size(),
                Math.max(tally.ran, tally.contradicted),
                elsewhere,
                Math.max(ranElsewhere, elsewhere));
        return sick
                ? tally.contradicted + " of the " + tally.ran + " tests that ran there failed and passed elsewhere, of "
                        + ranElsewhere + " that ran elsewhere " + elsewhere
                : "";
    }

    boolean knows(String worker) {
        return byWorker.containsKey(worker);
    }

    void forget(String worker) {
        Tally tally = byWorker.remove(worker);
        if (tally != null) {
            all.ran -= tally.ran;
            all.red -= tally.red;
            all.contradicted -= tally.contradicted;
        }
    }

    /** What is red is red without the worker that has most of it too, as far as anybody can tell. */
    boolean isRedEverywhere(int workersThere) {
        Tally reddest = new Tally();
        for (Tally tally : byWorker.values()) {
            reddest = tally.red > reddest.red ? tally : reddest;
        }
        int ran = all.ran - reddest.ran;
        if (ran < ENOUGH) {
            return workersThere < 2 || all.ran == 0;
        }
        return 2 * (all.red - reddest.red) >= ran;
    }
}
