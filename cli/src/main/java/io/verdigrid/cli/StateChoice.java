package io.verdigrid.cli;

import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.protocol.history.v1.Judgement;
import io.verdigrid.protocol.history.v1.TestState;
import java.util.Locale;

/** What may be thought of a test. */
enum StateChoice {
    HEALTHY(TestState.TEST_STATE_HEALTHY),
    SUSPECT(TestState.TEST_STATE_SUSPECT),
    INTERMITTENT(TestState.TEST_STATE_INTERMITTENT),
    BROKEN(TestState.TEST_STATE_BROKEN),
    PROBATION(TestState.TEST_STATE_PROBATION);

    final TestState wire;

    StateChoice(TestState wire) {
        this.wire = wire;
    }

    /** As it is typed and shown. */
    static String word(TestState state) {
        return state == TestState.UNRECOGNIZED || state == TestState.TEST_STATE_UNSPECIFIED
                ? "unknown"
                : state.name().substring("TEST_STATE_".length()).toLowerCase(Locale.ROOT);
    }

    /** A judgement's fields, in an object that is open. */
    static void fields(JsonWriter out, Judgement judgement) {
        out.field("state", word(judgement.getState()))
                .field("stateSinceMs", judgement.getSinceMs())
                .field("failureRate", judgement.getFailureRate())
                .field("cleanRuns", judgement.getCleanRuns())
                .field("cleanRunsNeeded", judgement.getCleanRunsNeeded());
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return word(wire);
    }
}
