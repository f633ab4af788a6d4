package io.verdigrid.coordinator.store;

import static io.verdigrid.coordinator.store.Sample.close;
import static io.verdigrid.coordinator.store.Sample.end;
import static io.verdigrid.coordinator.store.Sample.entry;
import static io.verdigrid.coordinator.store.Sample.failed;
import static io.verdigrid.coordinator.store.Sample.invocation;
import static io.verdigrid.coordinator.store.Sample.passed;
import static io.verdigrid.coordinator.store.Sample.plan;
import static io.verdigrid.coordinator.store.Sample.record;
import static io.verdigrid.coordinator.store.Sample.submit;
import static io.verdigrid.coordinator.store.Sample.template;
import static io.verdigrid.coordinator.store.Sample.test;
import static io.verdigrid.coordinator.store.Sample.unit;
import static io.verdigrid.coordinator.store.Sample.unitId;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.ledger.Applied.Answer;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.model.VerdictCounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store counts: exactly one verdict for each test of the plan. */
abstract class CountsContract extends ContractPart {
    private static final TestInfo A = test("p.First", "a");
    private static final TestInfo B = test("p.First", "b");
    private static final TestInfo EACH = template("p.First", "each");

    @BeforeEach
    void submitBuild() {
        commit(submit("b1", "s"));
    }

    @Test
    void theFirstWriteOfAnAttemptWins() {
        commit(plan("b1", unit("p.First", A, B)));

        assertThat(commit(record("b1", passed(A), failed(A), failed(B))))
                .containsExactly(Answer.ACCEPTED, Answer.DUPLICATE, Answer.ACCEPTED);
        assertThat(commit(record("b1", failed(A)))).containsExactly(Answer.DUPLICATE);

        assertThat(counts("b1")).isEqualTo(new VerdictCounts(2, Map.of(Verdict.PASSED, 1, Verdict.FAILED, 1)));
    }

    @Test
    void aRetestChangesTheVerdictAndTheCountsFollow() {
        commit(plan("b1", unit("p.First", A)));
        commit(record("b1", failed(A)));
        restart();
        commit(record("b1", entry(A, 2, Outcome.PASSED, 1)));

        assertThat(counts("b1")).isEqualTo(new VerdictCounts(1, Map.of(Verdict.INTERMITTENT, 1)));
        assertThat(verdicts("b1")).containsExactly(Map.entry("a", Verdict.INTERMITTENT));
    }

    @Test
    void aRetestThatIsRecordedBeforeTheFirstRunCountsTheSame() {
        commit(plan("b1", unit("p.First", A)));
        commit(record("b1", entry(A, 2, Outcome.TIMED_OUT, 1)));
        commit(record("b1", entry(A, 1, Outcome.FAILED, 1)));

        assertThat(counts("b1").byVerdict()).isEqualTo(Map.of(Verdict.FAILED, 1));
        assertThat(list("b1").get(0).attempts()).extracting("number").containsExactly(1, 2);
    }

    @Test
    void unitsAreKnownOnce() {
        commit(plan("b1", unit("p.First", A)));

        assertThat(commit(plan("b1", unit("p.First", A, B)))).containsExactly(Answer.DUPLICATE);
        assertThat(commit(plan("b1", unit("p.First", A), unit("p.Second", "x"))))
                .containsExactly(Answer.ACCEPTED);
        assertThat(commit(new Command.ClosePlan("b1", "", List.of()))).containsExactly(Answer.ACCEPTED);
        assertThat(commit(new Command.ClosePlan("b1", "", List.of()))).containsExactly(Answer.DUPLICATE);
        assertThat(commit(plan("b1", unit("p.Third", "y")))).containsExactly(Answer.DUPLICATE);

        assertThat(counts("b1").planned()).isEqualTo(2);
    }

    @Test
    void aTestThatThePlanDoesNotKnowJoinsIt() {
        commit(record("b1", passed(A)));

        assertThat(counts("b1")).isEqualTo(new VerdictCounts(1, Map.of(Verdict.PASSED, 1)));
    }

    @Test
    void aLeafThatRegistersTestsIsReplacedByThem() {
        commit(plan("b1", unit("p.First", EACH, A)));
        assertThat(counts("b1").planned()).isEqualTo(2);

        commit(record("b1", passed(invocation(EACH, 1)), passed(invocation(EACH, 2))));
        restart();
        commit(record("b1", failed(invocation(EACH, 3))));

        assertThat(counts("b1").planned()).isEqualTo(4);
        assertThat(verdicts("b1").keySet()).containsExactly("each[1]", "each[2]", "each[3]", "a");
    }

    @Test
    void aLeafThatRegistersTestsAndFailsByItselfIsATestTo() {
        commit(plan("b1", unit("p.First", EACH)));
        commit(record("b1", passed(invocation(EACH, 1))));
        commit(record("b1", failed(EACH)));

        assertThat(counts("b1")).isEqualTo(new VerdictCounts(2, Map.of(Verdict.PASSED, 1, Verdict.FAILED, 1)));
        assertThat(verdicts("b1").keySet()).containsExactly("each", "each[1]");
    }

    @Test
    void aLeafThatWasSkippedIsATest() {
        commit(plan("b1", unit("p.First", EACH)));
        commit(record("b1", entry(EACH, 1, Outcome.SKIPPED, 0)));

        assertThat(counts("b1")).isEqualTo(new VerdictCounts(1, Map.of(Verdict.SKIPPED, 1)));
    }

    @Test
    void aLeaseClosesAUnitOnce() {
        commit(plan("b1", unit("p.First", A)));

        assertThat(commit(close("b1", "p.First", 1))).containsExactly(Answer.ACCEPTED);
        restart();
        assertThat(commit(close("b1", "p.First", 1))).containsExactly(Answer.DUPLICATE);
        assertThat(commit(close("b1", "p.First", 2))).containsExactly(Answer.ACCEPTED);
        assertThat(commit(close("b1", "p.Unknown", 3))).containsExactly(Answer.TOO_LATE);
    }

    @Test
    void leavesThatWereNotFoundAgainLeaveThePlan() {
        commit(plan("b1", unit("p.First", A, B, EACH)));
        commit(record("b1", passed(B)));
        commit(closing(List.of(EACH.uniqueId()), List.of(A.uniqueId(), B.uniqueId())));

        assertThat(counts("b1").planned()).isEqualTo(1);
        assertThat(verdicts("b1")).containsExactly(Map.entry("b", Verdict.PASSED));

        restart();
        commit(record("b1", passed(A)));
        assertThat(counts("b1").planned()).isEqualTo(2);
        assertThat(verdicts("b1")).containsOnlyKeys("a", "b");
    }

    private static Command.CloseUnit closing(List<String> done, List<String> vanished) {
        return new Command.CloseUnit("b1", "", unitId("p.First"), 1, 10, 1, done, vanished);
    }

    @Test
    void atTheEndTheSumOfTheVerdictsIsThePlan() {
        commit(plan("b1", unit("p.First", A, B, EACH), unit("p.Second", "x", "y")));
        commit(record("b1", passed(A), failed(B), passed(invocation(EACH, 1))));
        commit(closing(List.of(EACH.uniqueId()), List.of()));
        commit(end("b1"));

        assertThat(counts("b1"))
                .isEqualTo(new VerdictCounts(5, Map.of(Verdict.PASSED, 2, Verdict.FAILED, 1, Verdict.NOT_RUN, 2)));
        assertThat(verdicts("b1"))
                .containsEntry("x", Verdict.NOT_RUN)
                .containsEntry("y", Verdict.NOT_RUN)
                .hasSize(5);
    }
}
