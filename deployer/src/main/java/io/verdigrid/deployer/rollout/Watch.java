package io.verdigrid.deployer.rollout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks at a fleet while it changes, and says when the change harms. Called by one thread at a time. */
public interface Watch {
    /** Looks at nothing. */
    Watch BLIND = view -> Look.FINE;

    /** Looks once, now. */
    Look look(View view) throws InterruptedException;

    /** When in a push it is looked. */
    enum Phase {
        /** Before anything is switched. */
        BASELINE,
        /** Some hosts are switched, others are not. */
        SOME,
        /** All hosts are switched. */
        ALL
    }

    /**
     * What to look at.
     *
     * @param push its id
     * @param release that is rolled out
     * @param switched hosts that run it
     * @param control hosts that answer and do not run it yet
     * @param since this watch began
     * @param planned how long this watch is to be
     */
    record View(
            long push,
            String release,
            Phase phase,
            List<String> switched,
            List<String> control,
            Duration since,
            Duration planned) {
        /** With immutable lists. */
        public View {
            switched = List.copyOf(switched);
            control = List.copyOf(control);
        }
    }

    /**
     * What was seen.
     *
     * @param harm which metric, its values, its bound, in a sentence for people; empty: none
     * @param note what is worth saying beside; may be empty
     */
    record Look(Optional<String> harm, String note) {
        /** Nothing is wrong. */
        public static final Look FINE = new Look(Optional.empty(), "");

        /** The release harms, for this reason. */
        public static Look harm(String reason) {
            return new Look(Optional.of(reason), "");
        }
    }
}
