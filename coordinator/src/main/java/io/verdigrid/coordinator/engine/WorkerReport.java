package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.TestInfo;
import java.util.List;

/** A fact that a worker keeps until it was acknowledged. */
public sealed interface WorkerReport {
    /** Which report, and what it is about; sequence numbers rise by one for each report of one worker. */
    record Head(long sequence, long leaseId, String buildId, String module) {}

    /** Which report this is. */
    Head head();

    /** Units that a discovery found. */
    record Planned(Head head, List<PlannedUnit> units) implements WorkerReport {
        /** Copies its list. */
        public Planned {
            units = List.copyOf(units);
        }
    }

    /** A test ended. */
    record Finished(Head head, TestInfo test, Attempt attempt) implements WorkerReport {}

    /** A lease ended. */
    record Closed(Head head, Closing closing) implements WorkerReport {}

    /**
     * How a lease ended.
     *
     * @param reason a sentence, for every ending but DONE
     * @param freshRunner a new JVM was started for it
     * @param containersDone planned leaves that registered tests and have ended
     * @param warnings of a discovery
     */
    record Closing(
            LeaseEnding ending,
            String reason,
            Times times,
            boolean freshRunner,
            List<String> containersDone,
            List<String> warnings) {
        /** Copies its lists. */
        public Closing {
            containersDone = List.copyOf(containersDone);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Where the time of a lease went, milliseconds.
     *
     * @param slotTimeMs for which the slot was held
     * @param fixtureMs of it, what was spent outside test methods
     * @param startMs for which the lease waited for its runner's JVM
     * @param transferMs for which it waited for its bundle
     */
    record Times(long slotTimeMs, long fixtureMs, long startMs, long transferMs) {}
}
