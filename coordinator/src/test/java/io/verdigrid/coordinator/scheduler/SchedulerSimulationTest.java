package io.verdigrid.coordinator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.account.AccountCheck;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.scheduler.SimSuite.Nature;
import io.verdigrid.coordinator.scheduler.SimSuite.SimTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whole builds on whole grids in virtual time, with everything going wrong that can. */
final class SchedulerSimulationTest {
    private static final long LIMIT_MS = 4 * 3_600_000L;

    /** A grid that ran a build, with what was done to it. */
    private record Run(SimGrid grid, SimSuite suite, SimFaults faults) {}

    @Test
    void fortyThousandTestsOnAThousandWorkersInTheMidstOfFaults() {
        Run run = large(1);
        check(run, 1);
        assertThat(large(1).grid().decisionHash()).isEqualTo(run.grid().decisionHash());
    }

    @Test
    void theSameSeedGivesTheSameDecisions() {
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(small(seed).grid().decisionHash())
                    .isEqualTo(small(seed).grid().decisionHash())
                    .isNotEqualTo(small(seed + 1).grid().decisionHash());
        }
    }

    @Test
    void smallGridsOfManySeedsInTheMidstOfFaults() {
        int restarts = 0;
        int duplicates = 0;
        int adopted = 0;
        int revoked = 0;
        int lost = 0;
        int copies = 0;
        int parts = 0;
        int locked = 0;
        for (long seed = 1; seed <= 200; seed++) {
            Run run = small(seed);
            check(run, seed);
            restarts += run.grid().restarts();
            duplicates += run.grid().duplicates();
            adopted += run.grid().adopted();
            revoked += run.grid().count(Decision.Revoke.class);
            copies += run.grid().copies();
            parts += run.grid().parts();
            locked += run.grid().inUse.locked();
            lost += run.grid().lostUnits().size();
        }
        assertThat(lost).as("units given up, of 4,000").isLessThan(20);
        assertThat(List.of(restarts, duplicates, adopted, revoked, copies, parts, locked))
                .as(
                        "what the faults brought about: restarts, duplicates, adopted and revoked leases, copies, parts, locks")
                .allSatisfy(count -> assertThat(count).isGreaterThan(100));
    }

    @Test
    void withoutFaultsSixtyFourSlotsAreUsedToTheFull() {
        SimSuite suite = new SimSuite(5, 1, 3_000, 40_000, 8 * 3_600_000L, true);
        SimGrid grid = new SimGrid(5, suite, 5_000);
        for (int i = 0; i < 64; i++) {
            grid.connect(grid.addWorker("w" + i, 1, 1));
        }
        grid.run(LIMIT_MS);
        double efficiency = (double) suite.lowerBoundMs(64) / grid.now();
        assertThat(efficiency).isGreaterThan(0.985);
        AccountCheck.addsUp(grid.account());
        assertThat(grid.ledger.attempts()).isEqualTo(40_000);
    }

    private static Run large(long seed) {
        SimSuite suite = new SimSuite(seed, 3, 3_000, 40_000, 16 * 3_600_000L, false);
        SimGrid grid = new SimGrid(seed, suite, 5_000);
        SimFaults faults = new SimFaults(grid, seed, 1);
        for (int i = 0; i < 1_000; i++) {
            SimWorker worker = grid.addWorker("w" + i, 1, i % 50 == 7 ? 30 : 1);
            worker.unable = i == 100 || i == 200;
            grid.in(i % 500, () -> grid.connect(worker));
        }
        grid.loseAcks(50);
        faults.begin(400, 150);
        return run(new Run(grid, suite, faults), seed);
    }

    private static Run small(long seed) {
        SimSuite suite = new SimSuite(seed, 1 + (int) (seed % 2), 20, 200, 400_000, false);
        SimGrid grid = new SimGrid(seed, suite, 10);
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
        Map<String, Verdict> verdicts = new LinkedHashMap<>(run.grid().ledger.verdicts());
        BuildStatus expected = expectedEnd(verdicts);
        Map<String, String> wrong = new LinkedHashMap<>();
        run.suite()
                .modules
                .values()
                .forEach(units -> units.forEach((unitId, unit) -> {
                    boolean lost = run.grid().lostUnits().contains(unitId);
                    unit.byLeaf().forEach((leaf, tests) -> {
                        boolean settled = false;
                        for (SimTest test : tests) {
                            Verdict verdict = verdicts.remove(test.id());
                            settled |= verdict != null;
                            boolean free = lost
                                    || test.nature() == Nature.MOODY
                                    || run.faults().victims.contains(test.id());
                            if (verdict != test.nature().verdict && !(free && (lost || verdict != null))) {
                                wrong.put(test.id(), test.nature() + " became " + verdict);
                            }
                        }
                        boolean ofItsOwn = lost && verdicts.remove(leaf) != null;
                        if (lost && !settled && !ofItsOwn) {
                            wrong.put(leaf, "given up without a verdict");
                        }
                    });
                }));
        assertThat(wrong).as("seed %d: tests with another verdict", seed).isEmpty();
        assertThat(verdicts.keySet())
                .as("seed %d: tests that nobody planned", seed)
                .isEmpty();
        Decision.EndBuild end = Objects.requireNonNull(run.grid().end());
        assertThat(end.status()).as("seed %d: %s", seed, end).isEqualTo(expected);
        AccountCheck.addsUp(run.grid().account());
    }

    private static BuildStatus expectedEnd(Map<String, Verdict> verdicts) {
        if (verdicts.values().stream().anyMatch(Verdict::isRed)) {
            return BuildStatus.RED;
        }
        boolean gridFailed = verdicts.values().stream().anyMatch(Verdict::isGridFailure);
        return gridFailed ? BuildStatus.ERROR : BuildStatus.GREEN;
    }
}
