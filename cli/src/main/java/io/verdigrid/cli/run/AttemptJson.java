package io.verdigrid.cli.run;

import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.protocol.common.v1.Attempt;

/** An attempt as JSON fields. */
public final class AttemptJson {
    private AttemptJson() {}

    /** Adds them to the object that is open. */
    public static void fields(JsonWriter json, Attempt attempt) {
        json.field("attempt", attempt.getNumber())
                .field("outcome", Words.of(attempt.getOutcome()))
                .field("startedAtMs", attempt.getStartedAtMs())
                .field("durationUs", attempt.getDurationUs())
                .field("worker", attempt.getWorker())
                .field("slot", attempt.getSlot());
        if (attempt.getTorn()) {
            json.field("torn", true);
        }
        if (attempt.hasFailure()) {
            json.field("failureType", attempt.getFailure().getType())
                    .field("failureMessage", attempt.getFailure().getMessage());
        }
    }
}
