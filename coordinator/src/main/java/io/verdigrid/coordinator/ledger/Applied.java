package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.Verdict;
import java.util.List;

/**
 * What a command did.
 *
 * @param index its position in the ledger, from 1
 * @param answers one for each entry of a RecordAttempts, one for any other command
 * @param buildId the build that a SubmitBuild made, or, for a duplicate, the one made before
 * @param recorded where the accepted attempts of a RecordAttempts stand
 */
public record Applied(long index, List<Answer> answers, String buildId, Recorded recorded) {
    /** Copies its list. */
    public Applied {
        answers = List.copyOf(answers);
    }

    /**
     * Attempts that stand behind one another in their build's record.
     *
     * @param first the position of the first
     * @param verdicts of each attempt's test, over its attempts up to this one
     */
    public record Recorded(long first, List<Verdict> verdicts) {
        /** None. */
        public static final Recorded NOTHING = new Recorded(0, List.of());

        /** Copies its list. */
        public Recorded {
            verdicts = List.copyOf(verdicts);
        }
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
