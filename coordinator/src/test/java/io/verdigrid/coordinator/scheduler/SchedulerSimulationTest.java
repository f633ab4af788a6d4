package io.verdigrid.coordinator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.scheduler.SimSuite.Nature;
import io.verdigrid.coordinator.scheduler.SimSuite.SimTest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whole builds on whole grids in virtual time, with everything going wrong that can. */
final class SchedulerSimulationTest {
    private static final long LIMIT_MS = 20 * 3_600_000L;

    /** A grid that ran a build, with what was done to it. */
    private record Run(SimGrid grid, SimSuite suite, SimFaults faults) {}

    @Test
    void fortyThousandTestsOnAThousandWorkersInTheMidstOfFaults() {
        check(large(1), 1);
    }

    @Test
    void theSameSeedGivesTheSameDecisions() {
        assertThat(large(2).grid().decisionHash())
                .isEqualTo(large(2).grid().decisionHash())
                .isNotEqualTo(large(3).grid().decisionHash());
    }

    @Test
    void smallGridsOfManySeedsInTheMidstOfFaults() {
        for (long seed = 1; seed <= 200; seed++) {
            check(small(seed), seed);
        }
    }

    @Test
    void withoutFaultsSixtyFourSlotsAreUsedToTheFull() {
        SimSuite suite = new SimSuite(5, 1, 3_000, 40_000, 8 * 3_600_000L);
        SimGrid grid = new SimGrid(5, suite, 5_000);
        for (int i = 0; i < 64; i++) {
            grid.connect(grid.addWorker("w" + i, 1, 1));
        }
        grid.run(LIMIT_MS);
        double efficiency = (double) suite.lowerBoundMs(64) / grid.now();
        System.out.printf("[sim] 40,000 tests, 64 slots: efficiency %.4f in %d s%n", efficiency, grid.now() / 1000);
        assertThat(efficiency).isGreaterThan(0.95);
        assertThat(grid.ledger.attempts()).isBetween(40_000, 41_500);
    }

    private static Run large(long seed) {
        SimSuite suite = new SimSuite(seed, 3, 3_000, 40_000, 2 * 3_600_000L);
        SimGrid grid = new SimGrid(seed, suite, 5_000);
        SimFaults faults = new SimFaults(grid, seed, 1);
        for (int i = 0; i < 1_000; i++) {
            SimWorker worker = grid.addWorker("w" + i, 1, i % 50 == 7 ? 30 : 1);
            worker.unable = i == 100 || i == 200;
            grid.in(i % 500, () -> grid.connect(worker));
        }
        grid.loseAcks(50);
        faults.begin(300, 200);
        return run(new Run(grid, suite, faults), seed);
    }

    private static Run small(long seed) {
        SimSuite suite = new SimSuite(seed, 1 + (int) (seed % 2), 20, 200, 400_000);
        SimGrid grid = new SimGrid(seed, suite, 20);
        SimFaults faults = new SimFaults(grid, seed, 2);
        for (int i = 0; i < 5; i++) {
            SimWorker worker = grid.addWorker("w" + i, 1 + i % 2, i == 4 ? 30 : 1);
            worker.unable = i == 3 && seed % 3 == 0;
            grid.connect(worker);
        }
        grid.loseAcks(100);
        faults.begin(25, 2_000);
        return run(new Run(grid, suite, faults), seed);
    }

    private static Run run(Run run, long seed) {
        try {
            run.grid().run(LIMIT_MS);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
        return run;
    }

    /** One verdict for each planned test: the one that it has without faults, its own moods and murders aside. */
    private static void check(Run run, long seed) {
        Map<String, Verdict> verdicts = run.grid().ledger.verdicts();
        Map<String, String> wrong = new LinkedHashMap<>();
        Set<String> planned = new LinkedHashSet<>();
        boolean red = false;
        for (SimTest test : run.suite().tests()) {
            planned.add(test.id());
            Verdict verdict = verdicts.get(test.id());
            red |= verdict != null && verdict.isRed();
            boolean free = test.nature() == Nature.MOODY || run.faults().victims.contains(test.id());
            if (verdict == null || (!free && verdict != test.nature().verdict)) {
                wrong.put(test.id(), test.nature() + " became " + verdict);
            }
        }
        assertThat(wrong).as("seed %d", seed).isEmpty();
        assertThat(verdicts.keySet()).as("seed %d", seed).isEqualTo(planned);
        assertThat(Objects.requireNonNull(run.grid().end()).status())
                .as("seed %d: %s", seed, run.grid().end())
                .isEqualTo(red ? BuildStatus.RED : BuildStatus.GREEN);
    }
}
