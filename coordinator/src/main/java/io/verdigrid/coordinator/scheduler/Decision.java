package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Outcome;
import java.util.List;

/** What the scheduler wants done. */
public sealed interface Decision {
    /** The worker should run these leases in this slot, one after the other. */
    record Grant(String workerId, int slot, List<GrantedLease> leases) implements Decision {}

    /** The answer to a WorkerJoined: the leases to go on with; the worker drops the others. */
    record Keep(String workerId, List<Long> leaseIds) implements Decision {}

    /** The worker should stop this lease; a report of what finished before is still welcome. */
    record Revoke(String workerId, long leaseId, String reason) implements Decision {}

    /**
     * These tests will not be tried again: record an attempt with this outcome and this sentence for each. The scheduler
     * counts them as settled at once; to tell it of these attempts does no harm and is not needed.
     *
     * @param outcome LOST or CRASHED
     */
    record GiveUp(
            String buildId,
            String module,
            String unitId,
            List<String> uniqueIds,
            int attempt,
            Outcome outcome,
            String reason)
            implements Decision {}

    /**
     * The unit's first round is over, with a lease that ran to its end: make that durable. Comes once for a unit, before its
     * retests are granted.
     *
     * @param leaseId the last lease
     * @param slotTimeMs of all leases of the round, as if they had paid their fixture once
     * @param fixtureMs as one of them paid it
     * @param containersDone of all leases of the round
     * @param vanished planned leaves whose ids JUnit did not find again; they leave the plan
     */
    record CloseUnit(
            String buildId,
            String module,
            String unitId,
            long leaseId,
            long slotTimeMs,
            long fixtureMs,
            List<String> containersDone,
            List<String> vanished)
            implements Decision {}

    /**
     * The build is over.
     *
     * @param badInput it ended in ERROR for what was submitted
     */
    record EndBuild(String buildId, BuildStatus status, String reason, boolean badInput, BuildAccount account)
            implements Decision {}

    /** The worker gets no more leases, until somebody says that it should. */
    record PutAside(String workerId, String reason) implements Decision {}

    /** A sentence for whoever watches the build. */
    record Notify(String buildId, String text) implements Decision {}

    /**
     * A lease as granted.
     *
     * @param unitId empty: a discovery
     * @param leaves the tests to run; empty: the whole unit
     * @param attempt the number that its attempts carry
     * @param freshRunner start a new JVM for it, and end it afterwards
     */
    record GrantedLease(
            long leaseId,
            String buildId,
            String module,
            String unitId,
            List<Leaf> leaves,
            int attempt,
            boolean freshRunner,
            long estimateMs,
            Surroundings surroundings) {
        /** What of its class its tests run among. */
        public Context context() {
            return surroundings.context();
        }
    }

    /**
     * What a lease's tests run among.
     *
     * @param leftOut in a WHOLE context: leaves not to be run, since they took a runner down
     * @param chargeKill a kill of the runner from outside is charged to the test that runs then: there were too many
     */
    record Surroundings(Context context, List<String> leftOut, boolean chargeKill) {
        /** As JUnit would run them. */
        public static final Surroundings PLAIN = new Surroundings(Context.PLAIN, List.of(), false);
    }

    /** What of its class a lease's tests run among. */
    enum Context {
        /** As JUnit would run them. */
        PLAIN,
        /** Without the tests of the class that ran in another runner before. */
        TORN,
        /** Among all tests of the class, of which those are reported that the lease names. */
        WHOLE
    }

    /**
     * A test to run.
     *
     * @param registeredBy the planned leaf that registers it, for a test that the first plan did not have; else empty
     * @param finished tests that this leaf registered in an earlier lease and that have a result: not to be run again
     */
    record Leaf(String uniqueId, String registeredBy, List<String> finished) {}
}
