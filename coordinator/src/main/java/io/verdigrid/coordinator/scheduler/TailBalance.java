package io.verdigrid.coordinator.scheduler;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes back leases that wait behind a long one while slots idle. The lease stays its worker's until that hands it back, so
 * nothing is run twice; a worker that has begun it hands back what is left.
 */
final class TailBalance {
    /** A shorter wait is not worth a message. */
    private static final long WORTH_MS = 500;

    private final Grid grid;

    TailBalance(Grid grid) {
        this.grid = grid;
    }

    void run() {
        if (grid.builds.size() > 1) {
            share();
        }
        for (BuildState build : grid.builds.values()) {
            if (build.deep.isEmpty() || build.hasWork()) {
                continue;
            }
            while (build.revoking() < build.pool.idle().size()) {
                Lease lease = longestWaiting(build);
                if (lease == null) {
                    break;
                }
                grid.takeBack(lease, "an idle slot runs it");
            }
        }
    }

    /** A build that waits while another of its lane holds more slots, or one of a lower lane any, gets those soon that hold batches. */
    private void share() {
        BuildState hungry = null;
        for (BuildState build : grid.builds.values()) {
            boolean waits = build.pool.idle().isEmpty() && !build.isHeld(grid.nowMs()) && build.hasWork();
            if (waits && (hungry == null || Dispatcher.NEEDIEST.compare(build, hungry) < 0)) {
                hungry = build;
            }
        }
        BuildState rich = hungry == null ? null : richest(hungry);
        if (hungry == null || rich == null) {
            return;
        }
        boolean outranked = rich.settings.lane() != hungry.settings.lane();
        int due = Math.min(
                hungry.slotsUsable(), outranked ? rich.deep.size() : (rich.busy.size() - hungry.busy.size()) / 2);
        int freed = 0;
        for (SlotState slot : List.copyOf(rich.deep)) {
            if (freed++ >= due) {
                break;
            }
            if (slot.worker.isConnected() && hungry.pool.fits(slot.worker)) {
                List<Lease> leases = slot.leases();
                leases.subList(1, leases.size())
                        .forEach(lease -> grid.takeBack(lease, "another build waits for the slot"));
            }
        }
    }

    /** The build of the lowest lane that has most slots, and batches in them; null: none of a lane as low as this one's. */
    private @Nullable BuildState richest(BuildState hungry) {
        BuildState rich = null;
        for (BuildState build : grid.builds.values()) {
            boolean may = build.settings.lane().compareTo(hungry.settings.lane()) >= 0
                    && !build.equals(hungry)
                    && !build.deep.isEmpty();
            if (may && (rich == null || Dispatcher.NEEDIEST.compare(build, rich) > 0)) {
                rich = build;
            }
        }
        return rich;
    }

    /** The last lease in the slot where the last one waits longest. */
    private @Nullable Lease longestWaiting(BuildState build) {
        Lease found = null;
        long longestMs = WORTH_MS;
        for (SlotState slot : build.deep) {
            if (!slot.worker.isConnected()) {
                continue;
            }
            long waitMs = 0;
            Lease last = null;
            long aheadMs = 0;
            List<Lease> leases = slot.leases();
            for (Lease lease : leases) {
                if (!lease.isRevoked()) {
                    waitMs = aheadMs;
                    last = lease;
                    aheadMs += aheadMs == 0 ? headLeftMs(slot, lease) : pacedMs(lease);
                }
            }
            if (last != null && !last.equals(leases.get(0)) && waitMs > longestMs) {
                longestMs = waitMs;
                found = last;
            }
        }
        return found;
    }

    /** What runs longer than was thought is likely to run as long again. */
    private long headLeftMs(SlotState slot, Lease head) {
        long ranMs = grid.nowMs() - slot.headSinceMs();
        return Math.max(1, Math.abs(pacedMs(head) - ranMs));
    }

    private static long pacedMs(Lease lease) {
        return lease.work.build().pace(lease.work.fromHistory()).scaled(lease.estimateMs);
    }
}
