package io.verdigrid.coordinator.scheduler;

import static org.assertj.core.api.Assertions.fail;

import io.verdigrid.coordinator.model.ResourceLock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must hold after each event, checked from outside: each unit in one place, each slot with one batch, counters right. */
final class InvariantCheck {
    private InvariantCheck() {}

    /** Costs next to nothing. */
    static void quick(Scheduler scheduler) {
        Grid grid = scheduler.grid();
        int leased = 0;
        for (BuildState build : grid.builds.values()) {
            leased += build.leased();
            same("queued in " + build.id, queueSizes(build), build.queued());
        }
        same("leases in the table", leased, grid.leases.size());
    }

    /** Looks at everything. */
    static void full(Scheduler scheduler) {
        quick(scheduler);
        Grid grid = scheduler.grid();
        int inSlots = 0;
        for (WorkerState worker : grid.workers.all()) {
            for (SlotState slot : worker.slots()) {
                inSlots += slot.depth();
                slot(grid, slot);
            }
        }
        same("leases in slots", grid.leases.size(), inSlots);
        grid.builds.values().forEach(build -> build(grid, build));
        locks(grid);
    }

    /** No resource is held by more than may hold it, and each lease holds what it locks. */
    private static void locks(Grid grid) {
        for (String key : grid.locks.keys()) {
            int holders = 0;
            int exclusive = 0;
            for (ResourceLock holder : grid.locks.holders(key)) {
                if (!grid.config.resources().admits(holder, holders, exclusive)) {
                    fail("%s is held by %s", key, grid.locks.holders(key));
                }
                holders++;
                exclusive += holder.shared() ? 0 : 1;
            }
        }
        for (WorkerState worker : grid.workers.all()) {
            for (Lease lease : worker.leases()) {
                same("locks of " + lease.work.unitId, lease.work.locks(), grid.locks.of(lease.id));
                if (lease.work.isIsolated()) {
                    same(
                            "leases beside " + lease.work.unitId,
                            1,
                            lease.work.build().leased());
                }
            }
        }
    }

    private static void slot(Grid grid, SlotState slot) {
        Set<ModuleState> modules = new HashSet<>();
        for (Lease lease : slot.leases()) {
            same("lease in the table", lease, grid.leases.get(lease.id));
            same("lease of the unit", lease, lease.work.lease());
            same("slot of the lease", slot, lease.slot);
            modules.add(lease.work.module);
        }
        if (modules.size() > 1) {
            fail("slot %s/%d holds two batches", slot.worker.id, slot.index);
        }
        for (BuildState build : grid.builds.values()) {
            boolean usable = slot.isIdle() && slot.worker.takesWork() && build.pool.fits(slot.worker);
            same(
                    "idle " + slot.worker.id + "/" + slot.index,
                    usable,
                    build.pool.idle().contains(slot));
            boolean warm =
                    usable && slot.runner() != null && slot.runner().build.equals(build);
            same(
                    "warm " + slot.worker.id + "/" + slot.index,
                    warm,
                    build.pool.warm().contains(slot));
        }
    }

    private static void build(Grid grid, BuildState build) {
        int queued = 0;
        int leased = 0;
        BuildTally tally = new BuildTally();
        for (ModuleState module : build.modules.values()) {
            Set<Work> all = new HashSet<>(module.units.values());
            all.add(module.discovery);
            module.units.values().forEach(unit -> all.addAll(parts(unit)));
            all.addAll(copies(all));
            for (Work work : all) {
                queued += work.place() == Work.Place.QUEUED ? 1 : 0;
                leased += work.place() == Work.Place.LEASED ? 1 : 0;
                same("in the queue " + work.unitId, work.place() == Work.Place.QUEUED, module.queue.contains(work));
                same("lease of " + work.unitId, work.place() == Work.Place.LEASED, work.lease() != null);
            }
            for (UnitState unit : module.units.values()) {
                unit.all().forEach(leaf -> tally.change(null, leaf.verdict()));
                if (unit.place() == Work.Place.SETTLED) {
                    same("due in settled " + unit.unitId, 0, unit.dueCount());
                } else if (unit.place() == Work.Place.QUEUED && unit.isRoundOver()) {
                    fail("%s waits with nothing due", unit.unitId);
                }
            }
        }
        same("queued", queued, build.queued());
        same("leased", leased, build.leased());
        same("finished", tally.finished(), build.tally.finished());
        same("red", tally.red(), build.tally.red());
        sets(grid, build);
    }

    /** What is due in a unit that was split is due in exactly one of its open parts. */
    private static List<PartState> parts(UnitState unit) {
        List<PartState> open = unit.parts().open();
        boolean others = !open.isEmpty() || (unit.copy() != null && unit.place() != Work.Place.LEASED);
        same("split " + unit.unitId, others, unit.place() == Work.Place.SPLIT);
        if (!open.isEmpty()) {
            Set<LeafState> due = new HashSet<>();
            int sum = 0;
            for (PartState part : open) {
                due.addAll(part.due());
                sum += part.due().size();
                if (part.place() == Work.Place.SETTLED || (part.place() == Work.Place.QUEUED && part.isOver())) {
                    fail("part %d of %s is open with nothing to do", part.part(), unit.unitId);
                }
            }
            same("due in the parts of " + unit.unitId, new HashSet<>(unit.due()), due);
            same("due once in the parts of " + unit.unitId, due.size(), sum);
        }
        return open;
    }

    /** A copy is leased as long as it is known, and never waits beside what it copies. */
    private static List<Work> copies(Set<Work> works) {
        List<Work> copies = new ArrayList<>();
        for (Work work : works) {
            CopyState copy = work.copy();
            if (copy != null) {
                same("copy of " + work.unitId, Work.Place.LEASED, copy.place());
                same("copied while it waits: " + work.unitId, false, work.place() == Work.Place.QUEUED);
                copies.add(copy);
            }
        }
        return copies;
    }

    private static void sets(Grid grid, BuildState build) {
        Set<SlotState> busy = new TreeSet<>(SlotState.ORDER);
        Set<SlotState> deep = new TreeSet<>(SlotState.ORDER);
        int slots = 0;
        int revoking = 0;
        for (WorkerState worker : grid.workers.all()) {
            slots += worker.takesWork() && build.pool.fits(worker)
                    ? worker.slots().size()
                    : 0;
            for (SlotState slot : worker.slots()) {
                for (Lease lease : slot.leases()) {
                    if (lease.work.build().equals(build)) {
                        busy.add(slot);
                        revoking += lease.isRevoked() ? 1 : 0;
                        if (slot.depth() > 1) {
                            deep.add(slot);
                        }
                    }
                }
            }
        }
        same("slots", slots, build.pool.slots());
        same("busy", busy, build.busy);
        same("deep", deep, build.deep);
        same("revoking", revoking, build.revoking());
    }

    private static int queueSizes(BuildState build) {
        int sum = 0;
        for (ModuleState module : build.modules.values()) {
            sum += module.queue.size();
        }
        return sum;
    }

    private static void same(String what, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            fail("%s: expected %s, but the scheduler has %s", what, expected, actual);
        }
    }
}
