package io.verdigrid.cli;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a build may take for what.
 *
 * @param reconnect how long the coordinator may be away
 * @param firstWorker how long to wait for the first worker that can run it
 * @param said who says how long that is
 * @param target how long all of it should take; empty: nobody said
 */
record Patience(Duration reconnect, Duration firstWorker, Said said, Optional<Duration> target) {
    /** Where nobody says anything, nor can. */
    static final Patience USUAL =
            new Patience(Duration.ofMinutes(2), Duration.ofMinutes(5), Said.BY_NOBODY, Optional.empty());

    /** Who says how long to wait for the first worker. */
    enum Said {
        /** The command has no option for it. */
        BY_NOBODY(""),
        /** The command has an option, which was not given. */
        BY_DEFAULT(" (--wait-for-worker)"),
        /** The option was given. */
        BY_OPTION(" (--wait-for-worker)");

        private final String hint;

        Said(String hint) {
            this.hint = hint;
        }

        /** Behind a sentence that tells the time: which option changes it. */
        String hint() {
            return hint;
        }
    }
}
