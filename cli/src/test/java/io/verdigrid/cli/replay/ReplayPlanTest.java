package io.verdigrid.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildSpec;
import io.verdigrid.protocol.build.v1.ModuleSpec;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.common.v1.RunPlace;
import io.verdigrid.protocol.common.v1.TestInfo;
import io.verdigrid.protocol.worker.v1.LeafTask;
import io.verdigrid.protocol.worker.v1.Lease;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {
    private final List<TestVerdict> build = new ArrayList<>();

    private static TestInfo info(String unit, String name, String registeredBy) {
        return TestInfo.newBuilder()
                .setUniqueId("/" + unit + "/" + name)
                .setUnitId("/" + unit)
                .setClassName(unit)
                .setName(name)
                .setRegisteredBy(registeredBy)
                .build();
    }

    private static Attempt.Builder attempt(int number, Outcome outcome, int slot, long runner, int run, int position) {
        return Attempt.newBuilder()
                .setNumber(number)
                .setOutcome(outcome)
                .setWorker("w")
                .setSlot(slot)
                .setPlace(RunPlace.newBuilder()
                        .setRunnerReadyAtMs(runner)
                        .setRun(run)
                        .setPosition(position));
    }

    private ReplayPlanTest has(TestInfo test, Attempt.Builder... attempts) {
        TestVerdict.Builder verdict = TestVerdict.newBuilder().setTest(test);
        for (Attempt.Builder attempt : attempts) {
            verdict.addAttempts(attempt);
        }
        build.add(verdict.build());
        return this;
    }

    private ReplayPlanTest passed(String unit, String name, int slot, long runner, int run, int position) {
        return has(info(unit, name, ""), attempt(1, Outcome.OUTCOME_PASSED, slot, runner, run, position));
    }

    /** In its first attempt, in the runner's first run, at this time. */
    private void ran(TestInfo test, Outcome outcome, int slot, long runner, int position, long atMs) {
        has(test, attempt(1, outcome, slot, runner, 1, position).setStartedAtMs(atMs));
    }

    private static List<String> names(ReplayPlan.Run run) {
        return run.steps().stream().map(step -> step.test().getName()).toList();
    }

    private static List<String> leaves(ReplayPlan.Run run) {
        return run.leaves().stream().map(TestInfo::getUniqueId).toList();
    }

    @Test
    void isWhatTheSameRunnerBeganBeforeInItsOrder() {
        passed("C", "late", 0, 10, 3, 1).passed("B", "b2", 0, 10, 2, 2);
        passed("B", "b1", 0, 10, 2, 1).passed("B", "b3", 0, 10, 2, 3);
        passed("A", "a1", 0, 10, 1, 1).passed("A", "a2", 0, 10, 1, 2);
        passed("D", "slot", 1, 10, 1, 1).passed("E", "runner", 0, 9, 1, 1);

        ReplayPlan plan = ReplayPlan.of(build, "B#b2", 0);

        assertThat(plan.runs()).hasSize(2);
        assertThat(names(plan.runs().get(0))).containsExactly("a1", "a2");
        assertThat(leaves(plan.runs().get(0))).as("all of it").isEmpty();
        assertThat(names(plan.runs().get(1))).containsExactly("b1", "b2");
        assertThat(leaves(plan.runs().get(1))).as("not b3").containsExactly("/B/b1", "/B/b2");
        assertThat(plan.alone().steps()).containsExactly(plan.target());
    }

    @Test
    void namesThePlannedLeafOfWhatItRegistered() {
        TestInfo one = info("A", "p[1]", "/A/p");
        TestInfo two = info("A", "p[2]", "/A/p");
        has(one, attempt(1, Outcome.OUTCOME_PASSED, 0, 10, 1, 1));
        has(two, attempt(1, Outcome.OUTCOME_FAILED, 0, 10, 1, 2));
        passed("A", "other", 2, 10, 1, 1);

        ReplayPlan plan = ReplayPlan.of(build, "/A/p[2]", 0);
        assertThat(leaves(plan.runs().get(0))).containsExactly("/A/p");
        assertThat(plan.alone().runs().get(0).leaves()).containsExactly(two);
    }

    @Test
    void isOfTheFirstRedAttemptUnlessAnotherIsAskedFor() {
        has(
                info("A", "a", ""),
                attempt(1, Outcome.OUTCOME_PASSED, 0, 10, 1, 1),
                attempt(2, Outcome.OUTCOME_FAILED, 0, 11, 1, 1),
                attempt(3, Outcome.OUTCOME_FAILED, 0, 12, 1, 1));
        assertThat(ReplayPlan.of(build, "A#a", 0).target().attempt().getNumber())
                .isEqualTo(2);
        assertThat(ReplayPlan.of(build, "A#a", 3).target().attempt().getNumber())
                .isEqualTo(3);
        refused("A#a", 4, "A#a has no attempt 4 in this build");
    }

    @Test
    void aRunOfAWholeUnitIsOne() {
        Attempt.Builder whole = attempt(2, Outcome.OUTCOME_FAILED, 0, 10, 1, 7);
        whole.getPlaceBuilder().setWholeUnit(true);
        has(info("A", "a", ""), whole).passed("A", "b", 1, 1, 1, 1);
        ReplayPlan.Run run = ReplayPlan.of(build, "A#a", 2).runs().get(0);
        assertThat(run.wholeUnit()).isTrue();
        assertThat(leaves(run)).containsExactly("/A/a");
    }

    @Test
    void aRunOfAWholeUnitLeavesOutWhatHadTakenOtherRunnersDown() {
        Attempt.Builder whole = attempt(2, Outcome.OUTCOME_FAILED, 0, 10, 1, 2).setStartedAtMs(500);
        whole.getPlaceBuilder().setWholeUnit(true);
        has(info("A", "a", ""), whole);
        ran(info("A", "dead", ""), Outcome.OUTCOME_CRASHED, 1, 1, 1, 100);
        ran(info("A", "p[2]", "/A/p"), Outcome.OUTCOME_TIMED_OUT, 1, 2, 1, 200);
        ran(info("A", "red", ""), Outcome.OUTCOME_FAILED, 1, 3, 1, 300);
        ran(info("A", "later", ""), Outcome.OUTCOME_CRASHED, 1, 4, 1, 600);
        ran(info("B", "other", ""), Outcome.OUTCOME_CRASHED, 1, 5, 1, 100);

        assertThat(lease(ReplayPlan.of(build, "A#a", 2)).getLeftOutList()).containsExactly("/A/dead", "/A/p");
    }

    @Test
    void aWholeUnitThatIsRunForWhatCrashedDoesNotLeaveThatOut() {
        Attempt.Builder whole = attempt(2, Outcome.OUTCOME_FAILED, 0, 10, 1, 2).setStartedAtMs(500);
        whole.getPlaceBuilder().setWholeUnit(true);
        has(
                info("A", "p[2]", "/A/p"),
                attempt(1, Outcome.OUTCOME_CRASHED, 1, 1, 1, 1).setStartedAtMs(100),
                whole);

        Lease lease = lease(ReplayPlan.of(build, "/A/p[2]", 2));
        assertThat(lease.getLeftOutList()).isEmpty();
        assertThat(lease.getLeavesList())
                .as("a retest is of the invocation")
                .containsExactly(LeafTask.newBuilder()
                        .setUniqueId("/A/p[2]")
                        .setRegisteredBy("/A/p")
                        .build());
    }

    @Test
    void doesNotRunInvocationsAgainThatHadAResult() {
        ran(info("A", "p[1]", "/A/p"), Outcome.OUTCOME_PASSED, 1, 1, 1, 100);
        ran(info("A", "p[2]", "/A/p"), Outcome.OUTCOME_CRASHED, 1, 1, 2, 200);
        ran(info("A", "p[3]", "/A/p"), Outcome.OUTCOME_FAILED, 0, 10, 1, 300);
        ran(info("A", "p[4]", "/A/p"), Outcome.OUTCOME_PASSED, 0, 10, 2, 400);

        assertThat(lease(ReplayPlan.of(build, "/A/p[3]", 1)).getLeavesList())
                .containsExactly(LeafTask.newBuilder()
                        .setUniqueId("/A/p")
                        .addFinished("/A/p[1]")
                        .addFinished("/A/p[2]")
                        .build());
    }

    private static Lease lease(ReplayPlan plan) {
        Build of = Build.newBuilder()
                .setSpec(BuildSpec.newBuilder().addModules(ModuleSpec.getDefaultInstance()))
                .build();
        return Replay.leases(of, plan).get(0);
    }

    @Test
    void saysWhatItCannotDo() {
        passed("A", "a(int)", 0, 10, 1, 1).passed("A", "a(long)", 0, 10, 1, 2);
        has(info("B", "old", ""), Attempt.newBuilder().setNumber(1).setWorker("w"));
        has(info("B", "never", ""));
        refused("C#c", 0, "the build has no test 'C#c': give class#name as reports show it, or a unique id");
        refused("A#a", 0, "'A#a' is the name of several tests: A#a(int), A#a(long)");
        refused("B#old", 0, "nobody recorded what ran before attempt 1 of B#old: an older version ran it");
        refused("B#never", 0, "B#never has no attempt at all in this build");
    }

    private void refused(String name, int attempt, String why) {
        assertThatThrownBy(() -> ReplayPlan.of(build, name, attempt))
                .isInstanceOf(Problem.class)
                .hasMessage(why);
    }
}
