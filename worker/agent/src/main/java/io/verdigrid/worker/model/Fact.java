package io.verdigrid.worker.model;

import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.TestNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened under a lease and that the coordinator must hear of, once at least. */
public sealed interface Fact {
    /**
     * Some of the units that a discovery found.
     *
     * @param number counts from 0 in its lease
     */
    record PlanPiece(int number, List<FoundUnit> units) implements Fact {}

    /**
     * One execution of one test.
     *
     * @param startedAtMs milliseconds since 1970
     * @param durationUs microseconds
     * @param failure null for none
     */
    record Attempt(
            TestNode test,
            Outcome outcome,
            long startedAtMs,
            long durationUs,
            @Nullable Failure failure,
            Captured stdout,
            Captured stderr,
            Place place)
            implements Fact {}

    /**
     * Where in its runner's life a test began.
     *
     * @param runnerReadyAtMs when the runner's JVM was ready, milliseconds since 1970: tells runners of one slot apart
     * @param run which run of the runner, from 1
     * @param position which test of the run, by their starts, from 1
     */
    record Place(long runnerReadyAtMs, int run, int position) {}

    /**
     * The lease ended; all its attempts were reported before.
     *
     * @param reason a sentence for people, for every ending but DONE
     * @param freshRunner its runner had run nothing before
     * @param containersDone planned leaves that registered tests while they ran and have ended
     * @param warnings of a discovery
     */
    record Closed(
            Ending ending,
            String reason,
            SlotTime time,
            boolean freshRunner,
            List<String> containersDone,
            List<String> warnings)
            implements Fact {}

    /**
     * What went wrong with a test.
     *
     * @param type class of the throwable; empty where there was none
     */
    record Failure(String type, String message, String stack) {}

    /**
     * Where the time of a lease went, in milliseconds.
     *
     * @param slotTimeMs from the order to the end; the start of a runner counts if it was started for this lease alone
     * @param fixtureMs of it, outside test methods
     * @param startMs for which the lease waited for its runner's JVM to start
     * @param transferMs for which it waited for its bundle to be fetched and laid out
     */
    record SlotTime(long slotTimeMs, long fixtureMs, long startMs, long transferMs) {
        /** No time at all. */
        public static final SlotTime NONE = new SlotTime(0, 0, 0, 0);
    }
}
