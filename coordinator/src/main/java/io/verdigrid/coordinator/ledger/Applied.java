package io.verdigrid.coordinator.ledger;

import java.util.List;

/**
 * What a command did.
 *
 * @param index its position in the ledger, from 1
 * @param answers one for each entry of a RecordAttempts, one for any other command
 * @param buildId the build that a SubmitBuild made, or, for a duplicate, the one made before
 */
public record Applied(long index, List<Answer> answers, String buildId) {
    /** Copies its list. */
    public Applied {
        answers = List.copyOf(answers);
    }

    /** What became of one fact. */
    public enum Answer {
        ACCEPTED,
        /** Known already; nothing changed. */
        DUPLICATE,
        /** Its build is not known or has ended; nothing changed. */
        TOO_LATE
    }
}
