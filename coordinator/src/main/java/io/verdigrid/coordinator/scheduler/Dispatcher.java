package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.scheduler.policy.BatchSizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings idle slots and waiting units together. */
final class Dispatcher {
    /** Differences in speed that are less than this are noise. */
    private static final double SLOW = 1.3;

    /** The builds of a higher lane first; in a lane the one that has the fewest slots. */
    static final Comparator<BuildState> NEEDIEST = Comparator.<BuildState, Lane>comparing(
                    build -> build.settings.lane())
            .thenComparingInt(build -> build.busy.size());

    private final Grid grid;
    private final BatchSizer sizer;
    private final Splitter splitter;

    Dispatcher(Grid grid) {
        this.grid = grid;
        this.sizer = new BatchSizer(grid.config.sharing().batchCapMs());
        this.splitter = new Splitter(grid.config);
    }

    /** Grants until no idle slot can be given anything. */
    void run() {
        do {
            grantAll();
        } while (grid.locks.passOn());
        grid.builds.values().forEach(this::ahead);
    }

    private void grantAll() {
        Set<String> stuck = new LinkedHashSet<>();
        for (BuildState build = next(stuck); build != null; build = next(stuck)) {
            if (!grantOne(build)) {
                stuck.add(build.id);
            }
        }
    }

    /** Gives slots with one short lease a batch to go on with, so that they don't wait for the wire. */
    private void ahead(BuildState build) {
        List<SlotState> shallow = List.copyOf(build.shallow);
        build.shallow.clear();
        for (SlotState slot : shallow) {
            Lease head = slot.head();
            if (head != null && mayGoAhead(build, slot, head)) {
                // Only the first in the queue: to take short ones before long ones leaves the long ones for the end.
                Work work = head.work.module.queue.firstFresh();
                if (work != null && work.estimateMs() <= aheadMs(build, slot)) {
                    grant(slot, work);
                }
            }
        }
        // What was granted just now has had its batch.
        build.shallow.clear();
    }

    /** There is a batch more for each slot, no other build waits for this one, and its runner will be of use. */
    private boolean mayGoAhead(BuildState build, SlotState slot, Lease head) {
        return build.isPlanClosed()
                && !build.isRunningAlone()
                && Splitter.share(build) >= grid.config.sharing().batchCapMs()
                && paced(head.work) <= 2 * grid.config.sharing().batchCapMs()
                && slot.depth() == 1
                && slot.worker.takesWork()
                && !head.isRevoked()
                && head.work.module.equals(slot.runner())
                && !head.work.module.unable.containsKey(slot.worker.id)
                && isAlone(build);
    }

    /** None of its lane or a higher one waits. */
    private boolean isAlone(BuildState build) {
        for (BuildState other : grid.builds.values()) {
            boolean mayWait = other.settings.lane().compareTo(build.settings.lane()) > 0;
            if (!other.equals(build) && !mayWait && other.hasWork()) {
                return false;
            }
        }
        return true;
    }

    private long aheadMs(BuildState build, SlotState slot) {
        long limitMs = Math.min(grid.config.sharing().batchCapMs(), longestMs(build));
        double slowness = slot.worker.slowness();
        return slowness > SLOW ? Math.round(limitMs / slowness) : limitMs;
    }

    /** Of the builds that could use a slot, the neediest; among equals the oldest. */
    private @Nullable BuildState next(Set<String> stuck) {
        BuildState least = null;
        for (BuildState build : grid.builds.values()) {
            boolean could = build.hasWork()
                    && !build.pool.idle().isEmpty()
                    && !build.isHeld(grid.nowMs())
                    && !stuck.contains(build.id);
            if (could && (least == null || NEEDIEST.compare(build, least) < 0)) {
                least = build;
            }
        }
        return least;
    }

    /** The build would take this slot, if it were idle. */
    boolean hasUse(BuildState build, SlotState slot) {
        return choose(build, slot) != null;
    }

    private boolean grantOne(BuildState build) {
        return grantOne(build, build.pool.warm()) || grantOne(build, build.pool.idle());
    }

    private boolean grantOne(BuildState build, Iterable<SlotState> slots) {
        for (SlotState slot : slots) {
            Work work = choose(build, slot);
            if (work != null) {
                grant(slot, work);
                return true;
            }
        }
        return false;
    }

    /** The first of the build's waiting units that may run in this slot. */
    private @Nullable Work choose(BuildState build, SlotState slot) {
        if (build.isRunningAlone()) {
            return null;
        }
        long limitMs = longestMs(build);
        double slowness = slot.worker.slowness();
        boolean slow = slowness > SLOW;
        if (slow) {
            limitMs = Math.min(limitMs, Math.round(Splitter.share(build) / slowness));
        }
        Work best = null;
        Comparator<Work> order = order(limitMs);
        for (ModuleState module : build.modules.values()) {
            if (module.queue.isEmpty() || module.unable.containsKey(slot.worker.id)) {
                continue;
            }
            Work first = module.queue.firstFor(slot, limitMs);
            if (first != null && (best == null || order.compare(first, best) < 0)) {
                best = first;
            }
        }
        if (best == null || best.rank() != Work.RANK_FRESH) {
            return best;
        }
        // While others work, a slow slot had better do nothing than what would end after all else.
        boolean tooLong = slow && best.estimateMs() > limitMs && build.leased() > 0;
        if (tooLong && splitter.isWhole(best, slowness)) {
            return null;
        }
        return best.mayHaveToWait() ? best : keepWarm(slot, best);
    }

    /** Of the firsts of several modules: as {@link UnitQueue#firstFor} has it within one. */
    private static Comparator<Work> order(long limitMs) {
        return Comparator.comparingInt(Work::rank)
                .thenComparing(work -> work.rank() == Work.RANK_FRESH && work.estimateMs() > limitMs)
                .thenComparing(work -> work.rank() != Work.RANK_FRESH || !work.mayHaveToWait())
                .thenComparing(Work.ORDER);
    }

    /** As long as nobody knows how many slots there will be, what may have to be split waits, if there is something else. */
    private long longestMs(BuildState build) {
        boolean growing = build.pool.grownAtMs() > build.submittedAtMs
                && grid.nowMs() - build.pool.grownAtMs() < grid.config.sharing().growthMs();
        return growing || !build.isPlanClosed() ? 3 * grid.config.sharing().splitFloorMs() : Long.MAX_VALUE;
    }

    /** A unit of the module that the slot's runner serves already goes first if it is about as long. */
    private static Work keepWarm(SlotState slot, Work best) {
        ModuleState warm = slot.runner();
        if (warm == null || !warm.build.equals(best.build()) || warm.unable.containsKey(slot.worker.id)) {
            return best;
        }
        Work first = warm.queue.firstFresh();
        return first != null && sizeClass(first) == sizeClass(best) ? first : best;
    }

    /** Units of one class differ by less than a factor of two. */
    private static int sizeClass(Work work) {
        return Long.SIZE - Long.numberOfLeadingZeros(work.estimateMs());
    }

    private void grant(SlotState slot, Work first) {
        BuildState build = first.build();
        long target = sizer.target(build.queuedMs(), build.pool.slots());
        List<Decision.GrantedLease> leases = new ArrayList<>();
        long sum = 0;
        Work next = splitter.cut(first, slot.worker.slowness());
        while (next != null) {
            Decision.GrantedLease granted = grid.grant(next, slot);
            leases.add(granted);
            sum += granted.estimateMs();
            boolean alone = granted.freshRunner() || granted.unitId().isEmpty();
            next = alone || leases.size() >= BatchSizer.MAX_LEASES ? null : first.module.queue.firstFresh();
            if (next != null && sum + paced(next) > target) {
                next = null;
            }
        }
        grid.decide(new Decision.Grant(slot.worker.id, slot.index, leases));
    }

    private static long paced(Work work) {
        return Math.max(1, work.build().pace(work.fromHistory()).scaled(work.estimateMs()));
    }
}
