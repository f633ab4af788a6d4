package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.scheduler.policy.CopyRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what would end after all else, because its slot is slow, and runs it in an idle slot too. */
final class Copier {
    private final Grid grid;
    private final CopyRule rule;

    /** A lease and the milliseconds that it will still take. */
    private record Straggler(Lease lease, long leftMs, long copyMs, double pace) {
        /** As history has it, not at the build's pace. */
        long plannedMs() {
            return Math.max(1, Math.round(copyMs / pace));
        }
    }

    Copier(Grid grid) {
        this.grid = grid;
        this.rule = new CopyRule(grid.config.sharing().copyPercent());
    }

    /** Looks at all that runs, so it is for ticks and not for each event. */
    void run() {
        for (BuildState build : grid.builds.values()) {
            if (!build.busy.isEmpty()
                    && build.isPlanClosed()
                    && !build.pool.idle().isEmpty()) {
                List<Straggler> stragglers = stragglers(build);
                // Sorted once: with thousands of slots idle at the end, a search of them for each straggler takes
                // seconds.
                List<SlotState> idle = stragglers.isEmpty() ? List.of() : fastestFirst(build);
                stragglers.forEach(straggler -> copy(build, straggler, idle));
            }
        }
    }

    private List<Straggler> stragglers(BuildState build) {
        List<Straggler> found = new ArrayList<>();
        long shareMs = Splitter.share(build);
        for (SlotState slot : build.busy) {
            Lease head = slot.head();
            if (head == null || head.isRevoked() || head.work.copy() != null || head.work.isOver()) {
                continue;
            }
            UnitState unit = head.work.unit();
            if (unit == null || unit.isWhole() || unit.mayHaveToWait() || head.work instanceof CopyState) {
                continue;
            }
            Straggler straggler = look(slot, head, unit);
            if (rule.isWorth(straggler.leftMs(), straggler.copyMs(), shareMs)) {
                found.add(straggler);
            }
        }
        found.sort(Comparator.comparingLong(Straggler::leftMs).reversed());
        return found;
    }

    /** What its tests took until now says how slow the slot is; one that takes longer than was thought, likely as long again. */
    private Straggler look(SlotState slot, Lease head, UnitState unit) {
        double pace = unit.build().pace(unit.fromHistory()).factor();
        long undoneUs = 0;
        long longestUs = 0;
        for (LeafState leaf : unit.dueIn(head.work)) {
            undoneUs += leaf.estimateUs();
            longestUs = Math.max(longestUs, leaf.estimateUs());
        }
        double undoneMs = undoneUs / 1000.0 * pace;
        double fixtureMs = unit.plannedFixtureMs() * pace;
        double doneMs = Math.max(0, head.estimateMs * pace - undoneMs);
        long ranMs = grid.nowMs() - slot.headSinceMs();
        double atMostMs = Math.max(doneMs, fixtureMs) + longestUs / 1000.0 * pace;
        double slowness = Math.max(slot.worker.slowness(), ranMs / Math.max(1, atMostMs));
        boolean whole = head.work.context() == Decision.Context.WHOLE;
        double copyMs = whole ? unit.plannedMs() * pace : fixtureMs + undoneMs;
        return new Straggler(head, Math.round(undoneMs * slowness), Math.round(copyMs), pace);
    }

    private void copy(BuildState build, Straggler straggler, List<SlotState> idle) {
        if (idle.isEmpty()
                || !isWorth(build, straggler, idle.get(0))
                || !rule.isAffordable(build.copiedMs(), straggler.plannedMs(), build.plannedMs())) {
            return;
        }
        Work work = straggler.lease().work;
        CopyState copy = new CopyState(work, straggler.lease().slot.worker.id, straggler.plannedMs());
        SlotState slot = first(idle, copy);
        if (slot == null || !isWorth(build, straggler, slot)) {
            return;
        }
        idle.remove(slot);
        build.copied(straggler.plannedMs());
        work.copyTo(copy);
        grid.decide(new Decision.Grant(slot.worker.id, slot.index, List.of(grid.grant(copy, slot))));
    }

    private boolean isWorth(BuildState build, Straggler straggler, SlotState slot) {
        long copyMs = Math.round(straggler.copyMs() * slot.worker.slowness());
        return rule.isWorth(straggler.leftMs(), copyMs, Splitter.share(build));
    }

    private static List<SlotState> fastestFirst(BuildState build) {
        List<SlotState> idle = new ArrayList<>(build.pool.idle());
        idle.sort(Comparator.comparingDouble(slot -> slot.worker.slowness()));
        return idle;
    }

    private static @Nullable SlotState first(List<SlotState> idle, CopyState copy) {
        for (SlotState slot : idle) {
            if (copy.allows(slot) && !copy.module.unable.containsKey(slot.worker.id)) {
                return slot;
            }
        }
        return null;
    }
}
