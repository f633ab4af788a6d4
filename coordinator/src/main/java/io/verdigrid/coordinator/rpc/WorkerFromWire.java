package io.verdigrid.coordinator.rpc;

import io.verdigrid.coordinator.engine.WorkerHello;
import io.verdigrid.coordinator.engine.WorkerReport;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.ResourceLock;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.LeaseClaim;
import io.verdigrid.protocol.worker.v1.HeldLease;
import io.verdigrid.protocol.worker.v1.Hello;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import io.verdigrid.protocol.worker.v1.Report;
import io.verdigrid.protocol.worker.v1.Reports;
import java.util.List;
import java.util.TreeMap;

/** What workers send, as the coordinator's own words; throws IllegalArgumentException for wrong messages. */
final class WorkerFromWire {
    private static final int MAX_SLOTS = 1024;

    private WorkerFromWire() {}

    /** Throws INVALID_ARGUMENT that names every wrong field. */
    static WorkerHello hello(Hello wire) {
        Problems problems = new Problems();
        problems.unless(!wire.getWorkerId().isEmpty(), "worker_id", "empty");
        problems.text("worker_id", wire.getWorkerId(), 64);
        problems.text("host", wire.getHost(), 255);
        problems.unless(
                wire.getSlots() >= 1 && wire.getSlots() <= MAX_SLOTS,
                "slots",
                wire.getSlots() + ", allowed are 1 to " + MAX_SLOTS);
        wire.getLabelsMap().forEach((key, value) -> Requirement.checkLabel(problems, key, value));
        problems.throwIfAny();
        return new WorkerHello(
                wire.getWorkerId(),
                wire.getInstanceId(),
                wire.getHost(),
                wire.getSlots(),
                new TreeMap<>(wire.getLabelsMap()),
                wire.getVersion(),
                wire.getHeldList().stream().map(WorkerFromWire::claim).toList(),
                wire.getDraining());
    }

    private static LeaseClaim claim(HeldLease held) {
        return new LeaseClaim(
                held.getLeaseId(),
                held.getBuildId(),
                held.getModule(),
                held.getUnitId(),
                held.getSlot(),
                held.getAttempt(),
                held.getUniqueIdsList());
    }

    static List<WorkerReport> reports(Reports wire, String workerId) {
        return wire.getReportsList().stream()
                .map(report -> report(report, workerId))
                .toList();
    }

    private static WorkerReport report(Report wire, String workerId) {
        WorkerReport.Head head =
                new WorkerReport.Head(wire.getSequence(), wire.getLeaseId(), wire.getBuildId(), wire.getModule());
        return switch (wire.getBodyCase()) {
            case PLAN_PIECE ->
                new WorkerReport.Planned(
                        head,
                        wire.getPlanPiece().getUnitsList().stream()
                                .map(WorkerFromWire::unit)
                                .toList());
            case ATTEMPT ->
                new WorkerReport.Finished(
                        head,
                        FromWire.test(wire.getAttempt().getTest()),
                        FromWire.attempt(wire.getAttempt().getAttempt(), workerId));
            case CLOSED -> new WorkerReport.Closed(head, closing(wire.getClosed()));
            case BODY_NOT_SET ->
                throw new IllegalArgumentException("report " + wire.getSequence() + " says nothing that is known");
        };
    }

    private static PlannedUnit unit(io.verdigrid.protocol.worker.v1.PlannedUnit wire) {
        if (wire.getTestsCount() == 0) {
            throw new IllegalArgumentException("unit " + wire.getUnitId() + " has no tests");
        }
        return new PlannedUnit(
                wire.getUnitId(),
                wire.getClassName(),
                wire.getTestsList().stream().map(FromWire::test).toList(),
                wire.getPartial(),
                wire.getOrdered(),
                new Neighbours(
                        wire.getIsolated(),
                        wire.getSameThread(),
                        wire.getLocksList().stream()
                                .map(lock -> new ResourceLock(lock.getKey(), lock.getShared()))
                                .toList()));
    }

    private static WorkerReport.Closing closing(LeaseClosed wire) {
        return new WorkerReport.Closing(
                ending(wire.getEnding()),
                wire.getReason(),
                new WorkerReport.Times(
                        Math.max(0, wire.getSlotTimeMs()),
                        Math.max(0, wire.getFixtureMs()),
                        Math.max(0, wire.getStartMs()),
                        Math.max(0, wire.getTransferMs())),
                wire.getFreshRunner(),
                wire.getContainersDoneList(),
                wire.getWarningsList());
    }

    private static LeaseEnding ending(LeaseClosed.Ending wire) {
        return switch (wire) {
            case ENDING_DONE -> LeaseEnding.DONE;
            case ENDING_RUNNER_DIED -> LeaseEnding.RUNNER_DIED;
            case ENDING_HANDED_BACK -> LeaseEnding.HANDED_BACK;
            case ENDING_NOT_ABLE -> LeaseEnding.NOT_ABLE;
            case ENDING_BAD_INPUT -> LeaseEnding.BAD_INPUT;
            case ENDING_NOTHING_FOUND -> LeaseEnding.NOTHING_FOUND;
            case ENDING_RUNNER_KILLED -> LeaseEnding.RUNNER_KILLED;
            case ENDING_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a lease closed without a known ending");
        };
    }
}
