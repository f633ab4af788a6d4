package io.verdigrid.coordinator.rpc;

import io.verdigrid.coordinator.engine.LeaseOrder;
import io.verdigrid.coordinator.scheduler.Decision;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import io.verdigrid.protocol.worker.v1.Grant;
import io.verdigrid.protocol.worker.v1.LeafTask;
import io.verdigrid.protocol.worker.v1.Lease;
import java.util.List;

/** Leases as messages. */
final class LeaseToWire {
    private LeaseToWire() {}

    static Grant grant(int slot, List<LeaseOrder> leases) {
        Grant.Builder grant = Grant.newBuilder().setSlot(slot);
        leases.forEach(order -> grant.addLeases(lease(order)));
        return grant.build();
    }

    private static Lease lease(LeaseOrder order) {
        GrantedLease lease = order.lease();
        Lease.Builder wire = Lease.newBuilder()
                .setLeaseId(lease.leaseId())
                .setBuildId(lease.buildId())
                .setModule(lease.module())
                .setBundleDigest(order.module().bundle().hex())
                .setSelection(ToWire.selection(order.module().selection()))
                .setUnitId(lease.unitId())
                .setAttempt(lease.attempt())
                .setFreshRunner(lease.freshRunner())
                .setTestTimeoutMs(order.settings().testTimeout().toMillis())
                .setOutputLimit(order.settings().outputLimit())
                .setEstimateMs(lease.estimateMs())
                .setTorn(lease.context() == Decision.Context.TORN)
                .setWholeUnit(lease.context() == Decision.Context.WHOLE)
                .addAllLeftOut(lease.surroundings().leftOut())
                .setChargeKill(lease.surroundings().chargeKill());
        lease.leaves()
                .forEach(leaf -> wire.addLeaves(LeafTask.newBuilder()
                        .setUniqueId(leaf.uniqueId())
                        .setRegisteredBy(leaf.registeredBy())
                        .addAllFinished(leaf.finished())));
        return wire.build();
    }
}
