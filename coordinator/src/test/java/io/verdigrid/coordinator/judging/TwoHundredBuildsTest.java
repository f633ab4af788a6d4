package io.verdigrid.coordinator.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.Command.RecordAttempts.Entry;
import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildEnding;
import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.JudgingPolicy;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.model.TestPast;
import io.verdigrid.coordinator.scheduler.policy.IntermittentRule;
import io.verdigrid.coordinator.scheduler.policy.RetestRule;
import io.verdigrid.coordinator.scheduler.policy.Trials;
import io.verdigrid.coordinator.store.HistoryStore.Sort;
import io.verdigrid.coordinator.store.HistoryStore.TestHistory;
import io.verdigrid.coordinator.store.HistoryStore.TestQuery;
import io.verdigrid.coordinator.store.MemoryStore;
import io.verdigrid.coordinator.store.Sample;
import io.verdigrid.protocol.Digest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * 200 builds of 2,000 healthy tests, 20 intermittent ones of known rates and 20 that some change breaks, through the ledger, the
 * history and the rules that a build goes by. Twice a worker is sick, and once half of a build is red and then green.
 */
final class TwoHundredBuildsTest {
    private static final long SEED = Long.getLong("verdigrid.seed", 1);
    private static final int BUILDS = 200;
    private static final int CLASSES = 17;
    private static final int PER_CLASS = 120;
    private static final int INTERMITTENT = 20;
    private static final int BREAKING = 20;
    private static final double[] RATES = {0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.25};
    private static final Set<Integer> SICK = Set.of(60, 150);
    private static final int MASS = 100;

    /** Until then not all of them have shown themselves, and one retest is all that an unknown one gets. */
    private static final int LEARNING = 50;

    private final Random random = new Random(SEED);
    private final MemoryStore store = new MemoryStore();
    private final RetestRule rule = new RetestRule(1, 50, new IntermittentRule(JudgingPolicy.DEFAULT, true));
    private final List<PlannedUnit> units = IntStream.range(0, CLASSES)
            .mapToObj(c -> Sample.unit(
                    "p.C" + c,
                    IntStream.range(0, PER_CLASS).mapToObj(m -> "m" + m).toArray(String[]::new)))
            .toList();

    private int onlyIntermittent;
    private int greenOfThose;

    /** The first of a class are intermittent or break at some time; the rest is healthy. */
    private static int index(TestInfo test) {
        return Integer.parseInt(test.className().substring(3)) * PER_CLASS
                + Integer.parseInt(test.name().substring(1));
    }

    private static boolean isIntermittent(int test) {
        return test < INTERMITTENT;
    }

    private static boolean breaks(int test) {
        return test >= INTERMITTENT && test < INTERMITTENT + BREAKING;
    }

    /** Each is broken for three builds. */
    private static boolean isBroken(int test, int build) {
        int at = 10 + 9 * (test - INTERMITTENT);
        return breaks(test) && build >= at && build < at + 3;
    }

    private Outcome run(int test, int build, int attempt) {
        boolean red = isBroken(test, build)
                || (isIntermittent(test) && random.nextDouble() < RATES[test % RATES.length])
                || (build == MASS && attempt == 1 && test % 2 == 0)
                || (SICK.contains(build) && attempt == 1 && test % 40 == 0);
        return red ? Outcome.FAILED : Outcome.PASSED;
    }

    private void build(int build) {
        String id = String.format("b%04d", build);
        BuildSpec spec = new BuildSpec(
                "suite",
                "r" + build,
                "main",
                List.of(new ModuleSpec("", Digest.of("code " + build), Sample.selection())),
                BuildSettings.DEFAULT,
                List.of());
        commit(new Command.SubmitBuild(id, id, spec, build * 1000L));
        commit(new Command.AddPlan(id, "", units));
        boolean red = false;
        boolean someIntermittent = false;
        boolean someBroken = false;
        for (PlannedUnit unit : units) {
            Map<String, TestPast> pasts =
                    store.history().estimates("suite", "", List.of(unit)).get(0).pasts();
            List<Entry> entries = new ArrayList<>();
            for (TestInfo info : unit.tests()) {
                int test = index(info);
                TestPast past = pasts.getOrDefault(info.uniqueId(), TestPast.NONE);
                Trials[] trials = {Trials.NONE};
                Outcome outcome;
                int attempt = 0;
                do {
                    attempt++;
                    outcome = run(test, build, attempt);
                    trials[0] = trials[0].plus(outcome);
                    entries.add(entry(info, attempt, outcome, build));
                } while (rule.asksForRetest(attempt, outcome, past, () -> trials[0]));
                someBroken |= isBroken(test, build);
                someIntermittent |= isIntermittent(test) && trials[0].reds() > 0;
                red |= trials[0].passes() == 0 || rule.intermittent().isRegression(past, trials[0]);
            }
            commit(new Command.RecordAttempts(id, entries, "jdk=17", 1));
            commit(Sample.close(id, unit.className(), 1));
        }
        assertThat(red || !someBroken).as("build %d, seed %d", build, SEED).isTrue();
        if (someIntermittent && !someBroken && build != MASS && build > LEARNING) {
            onlyIntermittent++;
            greenOfThose += red ? 0 : 1;
        }
        BuildEnding ending = new BuildEnding(build * 8_000_000L, "", false, BuildAccount.NONE);
        List<String> sick = SICK.contains(build) ? List.of("sick") : List.of();
        commit(new Command.EndBuild(id, red ? BuildStatus.RED : BuildStatus.GREEN, ending, sick));
    }

    private static Entry entry(TestInfo info, int attempt, Outcome outcome, int build) {
        Entry entry = Sample.entry(info, attempt, outcome, 1);
        boolean isSick = SICK.contains(build) && attempt == 1 && outcome == Outcome.FAILED;
        return isSick ? Sample.on("sick", entry) : entry;
    }

    private void commit(Command command) {
        Sample.commit(store.ledger(), command);
    }

    private Set<String> in(TestState state) {
        return store.history().tests(new TestQuery("suite", "", state, Sort.NAME, false, 0, 5_000)).tests().stream()
                .map(TestHistory::uniqueId)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Test
    void marksNoHealthyTestLetsNoBrokenOneThroughAndIsGreenWhereOnlyIntermittentOnesFail() {
        for (int build = 1; build <= BUILDS; build++) {
            build(build);
        }

        for (PlannedUnit unit : units) {
            for (TestInfo info : unit.tests()) {
                int test = index(info);
                if (!isIntermittent(test) && !breaks(test)) {
                    assertThat(store.history().changes("suite", "", info.uniqueId()))
                            .as("%s, seed %d", info.name(), SEED)
                            .isEmpty();
                }
                if (breaks(test)) {
                    assertThat(store.history().changes("suite", "", info.uniqueId()))
                            .extracting(change -> change.transition().to())
                            .containsExactly(TestState.BROKEN, TestState.HEALTHY);
                }
            }
        }
        assertThat(onlyIntermittent).isGreaterThan(60);
        assertThat((double) greenOfThose / onlyIntermittent)
                .as("%d of %d, seed %d", greenOfThose, onlyIntermittent, SEED)
                .isGreaterThanOrEqualTo(0.99);
        assertThat(in(TestState.INTERMITTENT)).hasSizeGreaterThan(8);
        assertThat(in(TestState.BROKEN)).isEmpty();
    }
}
