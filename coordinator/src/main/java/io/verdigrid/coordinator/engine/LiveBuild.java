package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.LeaseClaim;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the engine remembers of an open build beside what the store and the scheduler know. Mailbox thread only, but for its
 * id, spec and time.
 */
final class LiveBuild {
    private final String id;
    private final BuildSpec spec;
    private final long submittedAtMs;
    private final Map<String, ModuleSpec> modules = new LinkedHashMap<>();
    private final Map<Long, Holder> holders = new HashMap<>();
    private final Set<String> planned = new HashSet<>();

    LiveBuild(String id, BuildSpec spec, long submittedAtMs) {
        this.id = id;
        this.spec = spec;
        this.submittedAtMs = submittedAtMs;
        spec.modules().forEach(module -> modules.put(module.name(), module));
    }

    /** Who got a lease, and for what. */
    private record Holder(String workerId, String module, boolean discovery) {}

    String id() {
        return id;
    }

    BuildSpec spec() {
        return spec;
    }

    long submittedAtMs() {
        return submittedAtMs;
    }

    List<String> moduleNames() {
        return List.copyOf(modules.keySet());
    }

    boolean hasModule(String name) {
        return modules.containsKey(name);
    }

    LeaseOrder granted(String workerId, GrantedLease lease) {
        holders.put(
                lease.leaseId(),
                new Holder(workerId, lease.module(), lease.unitId().isEmpty()));
        ModuleSpec module = modules.get(lease.module());
        if (module == null) {
            throw new IllegalStateException("the scheduler granted an unknown module: " + lease);
        }
        return new LeaseOrder(lease, module, spec.settings());
    }

    /** A worker says it holds this lease: believed for one of an earlier boot, of which nobody else knows. */
    void claimed(String workerId, LeaseClaim claim, long epoch) {
        if (isOlder(claim.leaseId(), epoch)) {
            holders.putIfAbsent(
                    claim.leaseId(),
                    new Holder(workerId, claim.module(), claim.unitId().isEmpty()));
        }
    }

    /** Why a worker may not report this; null where it may. */
    @Nullable
    String refusal(String workerId, WorkerReport report, long epoch) {
        WorkerReport.Head head = report.head();
        if (!hasModule(head.module())) {
            return "the build has no module '" + head.module() + "'";
        }
        Holder holder = holders.get(head.leaseId());
        if (holder == null) {
            return isOlder(head.leaseId(), epoch) ? null : "the lease was never granted";
        }
        if (!holder.workerId().equals(workerId)) {
            return "the lease was granted to " + holder.workerId();
        }
        if (!holder.module().equals(head.module())) {
            return "the lease is of module '" + holder.module() + "'";
        }
        return report instanceof WorkerReport.Planned && !holder.discovery() ? "the lease is of no discovery" : null;
    }

    /** A lease under which units were found is a discovery's, also if it is of an earlier boot. */
    void discovered(String workerId, WorkerReport.Head head) {
        holders.putIfAbsent(head.leaseId(), new Holder(workerId, head.module(), true));
    }

    boolean isDiscovery(long leaseId) {
        Holder holder = holders.get(leaseId);
        return holder != null && holder.discovery();
    }

    private static boolean isOlder(long leaseId, long epoch) {
        return leaseId >>> 32 < epoch;
    }

    void planned(String module) {
        planned.add(module);
    }

    boolean isPlanned(String module) {
        return planned.contains(module);
    }
}
