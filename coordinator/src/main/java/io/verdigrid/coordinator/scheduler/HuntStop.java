package io.verdigrid.coordinator.scheduler;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes slots from hunts as soon as another build waits that would use them. The hunt's lease stays its worker's until that
 * hands back what is left, so nothing that was finished is run twice.
 */
final class HuntStop {
    private final Grid grid;
    private final Dispatcher dispatcher;

    HuntStop(Grid grid, Dispatcher dispatcher) {
        this.grid = grid;
        this.dispatcher = dispatcher;
    }

    void run() {
        List<SlotState> hunting = new ArrayList<>();
        for (BuildState build : grid.builds.values()) {
            if (build.isHunt()) {
                hunting.addAll(build.busy);
            }
        }
        if (hunting.isEmpty()) {
            return;
        }
        for (BuildState build : grid.builds.values()) {
            if (!build.isHunt() && build.queued() > 0 && !build.isHeld(grid.nowMs())) {
                free(hunting, build);
            }
        }
        unlock(hunting);
    }

    private void free(List<SlotState> hunting, BuildState build) {
        int wanted = build.slotsUsable();
        for (SlotState slot : hunting) {
            boolean isOn = build.pool.has(slot.worker) && isBeingFreed(slot);
            wanted -= isOn ? 1 : 0;
        }
        for (SlotState slot : hunting) {
            if (wanted > 0 && build.pool.has(slot.worker) && !isBeingFreed(slot) && dispatcher.hasUse(build, slot)) {
                for (Lease lease : slot.leases()) {
                    grid.takeBack(lease, "build " + build.id + " needs the slot");
                }
                wanted--;
            }
        }
    }

    /** Gives way to what needs only what hunts lock: it has a slot, or gets the hunt's. */
    private void unlock(List<SlotState> hunting) {
        for (SlotState slot : hunting) {
            Lease head = slot.head();
            Work waits = head == null || head.isRevoked()
                    ? null
                    : grid.locks.waiters.outranking(head.work, work -> hasSlot(work, slot));
            if (head != null && waits != null) {
                grid.takeBack(head, "build " + waits.build().id + " needs what it locks");
            }
        }
    }

    private boolean hasSlot(Work work, SlotState freed) {
        BuildState build = work.build();
        if (build.isHeld(grid.nowMs())) {
            return false;
        }
        if (build.pool.has(freed.worker) && work.mayGoTo(freed)) {
            return true;
        }
        for (SlotState slot : build.pool.idle()) {
            if (work.mayGoTo(slot)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBeingFreed(SlotState slot) {
        Lease head = slot.head();
        return head == null || head.isRevoked();
    }
}
