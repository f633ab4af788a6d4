package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.BuildStatus;
import java.util.ArrayList;
import java.util.List;

/** Says how far a build is. Looks at its busy slots and retested units, so it is for people's eyes, not for each event. */
final class ProgressReport {
    private static final int SHOWN = 16;

    /** A unit that is this late, and takes more than twice its estimate, tells nothing of when it will end. */
    private static final long OVERRUN_MS = 5_000;

    private ProgressReport() {}

    static BuildProgress of(BuildState build, long nowMs) {
        return new BuildProgress(
                build.isPlanClosed() ? BuildStatus.RUNNING : BuildStatus.DISCOVERING,
                build.tally.finished(),
                retesting(build),
                build.busy.size(),
                build.pool.slots(),
                build.pool.workers(),
                build.queued(),
                build.leased(),
                etaMs(build, nowMs),
                running(build),
                build.book.unitsWithHistory(),
                build.book.units());
    }

    private static int retesting(BuildState build) {
        int tests = 0;
        for (ModuleState module : build.modules.values()) {
            tests += module.queue.retestsDue();
        }
        for (SlotState slot : build.busy) {
            for (Lease lease : slot.leases()) {
                if (lease.work instanceof UnitState unit && unit.number() > 1) {
                    tests += unit.dueCount();
                }
            }
        }
        return tests;
    }

    private static long etaMs(BuildState build, long nowMs) {
        int slots = build.pool.slots();
        if (slots == 0 || !build.isPlanClosed()) {
            return -1;
        }
        long leftMs = build.queuedMs();
        long longestMs = 0;
        for (SlotState slot : build.busy) {
            long inSlotMs = 0;
            for (Lease lease : slot.leases()) {
                long lasts = build.pace(lease.work.fromHistory()).scaled(lease.estimateMs);
                if (lease.equals(slot.head())) {
                    long leftOfHeadMs = slot.headSinceMs() + lasts - nowMs;
                    if (-leftOfHeadMs > Math.max(OVERRUN_MS, lasts)) {
                        return -1;
                    }
                    lasts = Math.max(0, leftOfHeadMs);
                }
                inSlotMs += lasts;
            }
            leftMs += inSlotMs;
            longestMs = Math.max(longestMs, inSlotMs);
        }
        return Math.max(leftMs / slots, longestMs);
    }

    private static List<String> running(BuildState build) {
        List<String> classes = new ArrayList<>();
        for (SlotState slot : build.busy) {
            Lease head = slot.head();
            UnitState unit = head == null ? null : head.work.unit();
            if (unit != null) {
                classes.add(unit.className());
            }
            if (classes.size() == SHOWN) {
                break;
            }
        }
        return classes;
    }
}
