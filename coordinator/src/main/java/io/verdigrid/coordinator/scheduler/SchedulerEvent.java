package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.TestPast;
import java.util.List;
import java.util.Map;

/** What happened, as the scheduler needs to know it. */
public sealed interface SchedulerEvent {
    /**
     * A build begins, or is restored after a restart.
     *
     * @param modules names of its modules, each to be discovered once
     * @param requirements labels that a worker must have: {@code key=value}, or {@code key} for any value
     * @param submittedAtMs by the same clock as {@code now}
     * @param holdUntilMs nothing of it is granted before: workers that held its leases may still claim them. 0: no wait
     */
    record BuildAdded(
            String buildId,
            List<String> modules,
            BuildSettings settings,
            List<String> requirements,
            long submittedAtMs,
            long holdUntilMs)
            implements SchedulerEvent {}

    /** Discovery found units. Units already known stay as they are. */
    record PlanAdded(String buildId, String module, List<UnitPlan> units) implements SchedulerEvent {}

    /** A module's plan is whole. */
    record PlanClosed(String buildId, String module) implements SchedulerEvent {}

    /**
     * A worker said Hello; what it holds may be from before a lost connection or a restart of the coordinator.
     */
    record WorkerJoined(String workerId, int slots, Map<String, String> labels, boolean draining, List<LeaseClaim> held)
            implements SchedulerEvent {}

    /** A worker gave a sign of life. */
    record WorkerHeard(String workerId) implements SchedulerEvent {}

    /** A worker's connection was lost; its leases stay its own until it has been silent for too long. */
    record WorkerDisconnected(String workerId) implements SchedulerEvent {}

    /** A worker that was put aside may have leases again. */
    record WorkerTakenBack(String workerId) implements SchedulerEvent {}

    /** A worker takes no more units. */
    record WorkerDraining(String workerId) implements SchedulerEvent {}

    /**
     * An attempt was recorded: accepted by the ledger, so never told twice.
     *
     * @param leaseId 0 for one restored after a restart
     * @param registeredBy planned leaf that registered the test; empty for a planned one
     * @param torn it ran apart from tests of its class that had run before in a runner that is gone
     */
    record AttemptRecorded(
            String buildId,
            String module,
            String unitId,
            String uniqueId,
            String registeredBy,
            long leaseId,
            int number,
            Outcome outcome,
            boolean torn)
            implements SchedulerEvent {}

    /**
     * A worker ended a lease.
     *
     * @param containersDone planned leaves that registered tests and have ended
     * @param fixtureMs of the slot time, what was spent outside test methods
     */
    record LeaseClosed(
            String workerId,
            long leaseId,
            LeaseEnding ending,
            String reason,
            long slotTimeMs,
            long fixtureMs,
            boolean freshRunner,
            List<String> containersDone)
            implements SchedulerEvent {}

    /** After a restart: a unit of which a lease had run to its end, with the planned leaves done in it. */
    record UnitRestored(String buildId, String module, String unitId, boolean closed, List<String> containersDone)
            implements SchedulerEvent {}

    /** Somebody wants the build to end. */
    record CancelRequested(String buildId, String reason) implements SchedulerEvent {}

    /** Time went on. */
    record Tick() implements SchedulerEvent {}

    /**
     * A unit as planned.
     *
     * @param leaves its leaves in plan order
     * @param partial its tests must be selected one by one
     * @param ordered its tests are meant to run in their order in one runner
     * @param neighbours what may run beside it
     * @param pasts what is known of its tests, by unique id: also of those that register themselves
     */
    record UnitPlan(
            String unitId,
            String className,
            Estimate estimate,
            List<LeafPlan> leaves,
            boolean partial,
            boolean ordered,
            Neighbours neighbours,
            Map<String, TestPast> pasts) {
        /** Copies its collections. */
        public UnitPlan {
            leaves = List.copyOf(leaves);
            pasts = Map.copyOf(pasts);
        }

        /** Of whose tests nothing is known. */
        public UnitPlan(
                String unitId,
                String className,
                Estimate estimate,
                List<LeafPlan> leaves,
                boolean partial,
                boolean ordered,
                Neighbours neighbours) {
            this(unitId, className, estimate, leaves, partial, ordered, neighbours, Map.of());
        }
    }

    /**
     * How long a unit will hold its slot.
     *
     * @param millis its fixture and its tests
     * @param fixtureMs of it, what each lease of the unit pays outside test methods
     */
    record Estimate(long millis, long fixtureMs, boolean fromHistory) {}

    /**
     * A planned leaf.
     *
     * @param isTest false for a container that may register tests while it runs
     * @param estimateUs how long it will run, with what it registers, microseconds
     */
    record LeafPlan(String uniqueId, boolean isTest, long estimateUs) {}

    /**
     * A lease that a worker says it holds.
     *
     * @param unitId empty: a discovery
     * @param uniqueIds the tests of the lease; empty: the whole unit
     */
    record LeaseClaim(
            long leaseId,
            String buildId,
            String module,
            String unitId,
            int slot,
            int attempt,
            List<String> uniqueIds) {}
}
