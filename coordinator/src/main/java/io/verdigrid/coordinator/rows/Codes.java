package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.judging.TestState;
import io.verdigrid.coordinator.model.Announcement;
import io.verdigrid.coordinator.model.BlockCause;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Isolation;
import io.verdigrid.coordinator.model.Issue;
import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.Verdict;
import java.util.List;

/** The numbers of enum constants on disk: their places in these lists, to which new ones are only ever appended. */
final class Codes {
    private static final List<Outcome> OUTCOMES = List.of(
            Outcome.PASSED,
            Outcome.FAILED,
            Outcome.ABORTED,
            Outcome.SKIPPED,
            Outcome.TIMED_OUT,
            Outcome.CRASHED,
            Outcome.LOST);
    private static final List<Verdict> VERDICTS = List.of(
            Verdict.PASSED,
            Verdict.FAILED,
            Verdict.INTERMITTENT,
            Verdict.SKIPPED,
            Verdict.ABORTED,
            Verdict.TIMED_OUT,
            Verdict.CRASHED,
            Verdict.LOST,
            Verdict.NOT_RUN);
    private static final List<BuildStatus> STATUSES = List.of(
            BuildStatus.DISCOVERING,
            BuildStatus.RUNNING,
            BuildStatus.GREEN,
            BuildStatus.RED,
            BuildStatus.ERROR,
            BuildStatus.CANCELLED);
    private static final List<Isolation> ISOLATIONS = List.of(Isolation.REUSE, Isolation.CLASS);

    private static final List<Lane> LANES = List.of(Lane.MAIN, Lane.HYPOTHESIS, Lane.HUNT);

    private static final List<BlockCause> BLOCK_CAUSES =
            List.of(BlockCause.RED_BUILD, BlockCause.PERSON, BlockCause.ROLLOUT);

    private static final List<Announcement.Kind> ANNOUNCEMENTS = List.of(
            Announcement.Kind.RED_BUILD,
            Announcement.Kind.TRUNK_BLOCKED,
            Announcement.Kind.TRUNK_OPENED,
            Announcement.Kind.BUILD_ENDED,
            Announcement.Kind.RELEASED,
            Announcement.Kind.ROLLED_BACK);

    private static final List<Issue.Kind> ISSUE_KINDS = List.of(Issue.Kind.FAILING, Issue.Kind.INTERMITTENT);

    private static final List<TestState> TEST_STATES = List.of(
            TestState.HEALTHY, TestState.SUSPECT, TestState.INTERMITTENT, TestState.BROKEN, TestState.PROBATION);

    private Codes() {}

    static int of(TestState state) {
        return TEST_STATES.indexOf(state);
    }

    static TestState testState(int code) {
        return TEST_STATES.get(code);
    }

    static int of(Outcome outcome) {
        return OUTCOMES.indexOf(outcome);
    }

    static Outcome outcome(int code) {
        return OUTCOMES.get(code);
    }

    static int of(Verdict verdict) {
        return VERDICTS.indexOf(verdict);
    }

    static Verdict verdict(int code) {
        return VERDICTS.get(code);
    }

    static List<Verdict> verdicts() {
        return VERDICTS;
    }

    static int of(BuildStatus status) {
        return STATUSES.indexOf(status);
    }

    static BuildStatus status(int code) {
        return STATUSES.get(code);
    }

    static int of(Lane lane) {
        return LANES.indexOf(lane);
    }

    static Lane lane(int code) {
        return LANES.get(code);
    }

    static int of(Announcement.Kind kind) {
        return ANNOUNCEMENTS.indexOf(kind);
    }

    static Announcement.Kind announcement(int code) {
        return ANNOUNCEMENTS.get(code);
    }

    static int of(Issue.Kind kind) {
        return ISSUE_KINDS.indexOf(kind);
    }

    static Issue.Kind issueKind(int code) {
        return ISSUE_KINDS.get(code);
    }

    static int of(BlockCause cause) {
        return BLOCK_CAUSES.indexOf(cause);
    }

    static BlockCause blockCause(int code) {
        return BLOCK_CAUSES.get(code);
    }

    static int of(Isolation isolation) {
        return ISOLATIONS.indexOf(isolation);
    }

    static Isolation isolation(int code) {
        return ISOLATIONS.get(code);
    }
}
