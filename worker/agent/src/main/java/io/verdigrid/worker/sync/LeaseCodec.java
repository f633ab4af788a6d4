package io.verdigrid.worker.sync;

import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.OwnParameters;
import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.common.v1.Selection;
import io.verdigrid.protocol.worker.v1.Grant;
import io.verdigrid.protocol.worker.v1.Heartbeat;
import io.verdigrid.protocol.worker.v1.HeldLease;
import io.verdigrid.protocol.worker.v1.Hello;
import io.verdigrid.runner.wire.Leaf;
import io.verdigrid.runner.wire.TestFilter;
import io.verdigrid.runner.wire.TestSelection;
import io.verdigrid.worker.model.Duty;
import io.verdigrid.worker.model.Lease;
import io.verdigrid.worker.model.LeaseKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads leases, and writes what a worker says of itself. */
final class LeaseCodec {
    private LeaseCodec() {}

    static List<Lease> leases(Grant grant) {
        return grant.getLeasesList().stream()
                .map(lease -> lease(grant.getSlot(), lease))
                .toList();
    }

    private static Lease lease(int slot, io.verdigrid.protocol.worker.v1.Lease lease) {
        return new Lease(
                new LeaseKey(
                        lease.getLeaseId(),
                        lease.getBuildId(),
                        lease.getModule(),
                        lease.getUnitId(),
                        lease.getAttempt()),
                slot,
                new Digest(lease.getBundleDigest()),
                selection(lease.getSelection()),
                lease.getLeavesList().stream()
                        .map(leaf -> new Leaf(
                                leaf.getUniqueId(), leaf.getRegisteredBy(), List.copyOf(leaf.getFinishedList())))
                        .toList(),
                new Lease.Terms(
                        lease.getFreshRunner(),
                        lease.getTestTimeoutMs(),
                        lease.getOutputLimit(),
                        lease.getEstimateMs()),
                new Lease.Surroundings(
                        lease.getTorn(), lease.getWholeUnit(), lease.getLeftOutList(), lease.getChargeKill()));
    }

    private static io.verdigrid.worker.model.Selection selection(Selection selection) {
        TestFilter filter = new TestFilter(
                selection.getIncludeTagList(),
                selection.getExcludeTagList(),
                selection.getIncludeEngineList(),
                selection.getExcludeEngineList(),
                List.copyOf(selection.getConfigMap().keySet()),
                List.copyOf(selection.getConfigMap().values()),
                order(selection));
        return new io.verdigrid.worker.model.Selection(
                selection.getScanEntriesList(),
                new TestSelection(
                        List.of(),
                        selection.getSelectClassList(),
                        selection.getSelectPackageList(),
                        selection.getSelectMethodList(),
                        selection.getSelectUniqueIdList(),
                        selection.getIncludeClassnameList(),
                        selection.getExcludeClassnameList(),
                        filter));
    }

    /** What is selected, if the order in which it is selected is to be kept. */
    private static List<String> order(Selection selection) {
        if (!OwnParameters.isOrderGiven(selection.getConfigMap())) {
            return List.of();
        }
        List<String> order = new ArrayList<>();
        selection.getSelectPackageList().forEach(each -> order.add("package " + each));
        selection.getSelectClassList().forEach(each -> order.add("class " + each));
        selection.getSelectMethodList().forEach(each -> order.add("method " + each));
        selection.getSelectUniqueIdList().forEach(each -> order.add("id " + each));
        return order;
    }

    static Hello hello(Identity identity, Collection<Lease> held, boolean draining) {
        return Hello.newBuilder()
                .setProtocolVersion(Protocol.VERSION)
                .setWorkerId(identity.workerId())
                .setInstanceId(identity.instanceId())
                .setHost(identity.host())
                .setSlots(identity.slots())
                .putAllLabels(identity.labels())
                .setVersion(identity.version())
                .addAllHeld(held.stream().map(LeaseCodec::held).toList())
                .setDraining(draining)
                .build();
    }

    private static HeldLease held(Lease lease) {
        return HeldLease.newBuilder()
                .setLeaseId(lease.key().leaseId())
                .setBuildId(lease.key().buildId())
                .setModule(lease.key().module())
                .setUnitId(lease.key().unitId())
                .setSlot(lease.slot())
                .setAttempt(lease.key().attempt())
                .addAllUniqueIds(
                        lease.leaves().stream().map(leaf -> leaf.uniqueId).toList())
                .build();
    }

    static Heartbeat heartbeat(double load, List<Duty.Running> running) {
        Heartbeat.Builder heartbeat = Heartbeat.newBuilder().setLoad(load);
        running.forEach(each -> heartbeat.addRunning(Heartbeat.Running.newBuilder()
                .setSlot(each.slot())
                .setLeaseId(each.leaseId())
                .setTest(each.test())));
        return heartbeat.build();
    }
}
