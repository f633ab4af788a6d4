package io.verdigrid.worker.slot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.runner.wire.TestNode;
import io.verdigrid.runner.wire.TestResult;
import io.verdigrid.worker.model.Fact;
import io.verdigrid.worker.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningTestsTest {
    private final List<Fact.Attempt> attempts = new ArrayList<>();
    private final RunningTests tests = new RunningTests(1000, new Fact.Place(70, 3, 1), attempts::add);

    @Test
    void anAttemptHasTheOutputOfItsTest() {
        tests.started(node("a", true), 5);
        tests.started(node("b", true), 6);
        tests.output("a", false, bytes("from a"));
        tests.output("b", true, bytes("from b"));
        tests.finished(result("a", 0));
        tests.finished(result("b", 1));
        tests.end();
        assertThat(attempts).extracting(Fact.Attempt::outcome).containsExactly(Outcome.PASSED, Outcome.FAILED);
        assertThat(out(0)).isEqualTo("from a");
        assertThat(attempts.get(1).stderr().bytes()).isEqualTo(bytes("from b"));
    }

    @Test
    void anAttemptSaysWhereItBeganInTheLifeOfItsRunner() {
        tests.started(node("a", true), 5);
        tests.startedAlong(node("x", true), 6);
        tests.finishedAlong("x", 7);
        tests.started(node("b", true), 8);
        tests.finished(result("b", 0));
        tests.finished(result("a", 0));
        tests.finished(result("skipped", 3));
        tests.end();
        assertThat(attempts)
                .extracting(Fact.Attempt::place)
                .containsExactly(new Fact.Place(70, 3, 3), new Fact.Place(70, 3, 1), new Fact.Place(70, 3, 4));
    }

    @Test
    void outputBeforeAllTestsGoesToTheFirstThatEnds() {
        tests.output("unit", false, bytes("before "));
        tests.started(node("a", true), 5);
        tests.output("a", false, bytes("in a"));
        tests.finished(result("a", 0));
        tests.end();
        assertThat(out(0)).isEqualTo("before in a");
    }

    @Test
    void outputBehindTheLastTestGoesToIt() {
        tests.started(node("a", true), 5);
        tests.finished(result("a", 0));
        tests.output("unit", false, bytes("after"));
        tests.end();
        assertThat(out(0)).isEqualTo("after");
    }

    @Test
    void outputBetweenTestsGoesToTheNext() {
        tests.started(node("a", true), 5);
        tests.finished(result("a", 0));
        tests.output("unit", false, bytes("between"));
        tests.started(node("b", true), 6);
        tests.finished(result("b", 0));
        tests.end();
        assertThat(out(0)).isEmpty();
        assertThat(out(1)).isEqualTo("between");
    }

    @Test
    void allTestsThatRanCrashWithTheirRunnerButNotTheirContainers() {
        tests.started(node("container", false), 1);
        tests.started(node("a", true), 1000);
        tests.output("a", false, bytes("last words"));
        tests.died(Outcome.CRASHED, List.of(), 3000, new Fact.Failure("", "gone", ""));
        assertThat(attempts).singleElement().satisfies(attempt -> {
            assertThat(attempt.test().uniqueId).isEqualTo("a");
            assertThat(attempt.outcome()).isEqualTo(Outcome.CRASHED);
            assertThat(attempt.durationUs()).isEqualTo(2_000_000);
        });
        assertThat(out(0)).isEqualTo("last words");
    }

    @Test
    void aContainerCrashesWhereNoTestRanInIt() {
        tests.started(node("container", false), 1);
        tests.died(Outcome.CRASHED, List.of(), 3000, new Fact.Failure("", "gone", ""));
        assertThat(attempts).extracting(attempt -> attempt.test().uniqueId).containsExactly("container");
    }

    @Test
    void whatFinishedBeforeTheEndIsKept() {
        tests.started(node("a", true), 1);
        tests.finished(result("a", 0));
        tests.started(node("b", true), 2);
        tests.died(Outcome.TIMED_OUT, List.of("b"), 3000, new Fact.Failure("", "late", "dump"));
        assertThat(attempts).extracting(Fact.Attempt::outcome).containsExactly(Outcome.PASSED, Outcome.TIMED_OUT);
    }

    @Test
    void aSkippedTestNeverStarted() {
        tests.finished(result("a", 3));
        tests.release();
        assertThat(attempts).extracting(Fact.Attempt::outcome).containsExactly(Outcome.SKIPPED);
    }

    private String out(int i) {
        return new String(attempts.get(i).stdout().bytes(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static TestNode node(String id, boolean isTest) {
        return new TestNode(id, "unit", "C", id + "()", id, isTest, "");
    }

    private static TestResult result(String id, int outcome) {
        return new TestResult(node(id, true), outcome, 5, 100, "", outcome == 1 ? "no" : "", "");
    }
}
