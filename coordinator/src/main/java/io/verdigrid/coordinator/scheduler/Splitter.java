package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.scheduler.policy.SplitRule;
import java.util.LinkedHashSet;
import java.util.Set;

/** Takes from a long class what one slot should run, and leaves the rest to others. */
final class Splitter {
    /** A plan that is not whole yet says little of what is to come. */
    private static final long UNKNOWN_SHARE_MS = 120_000;

    private final SplitRule rule;

    Splitter(SchedulerConfig config) {
        rule = new SplitRule(config.sharing().splitFloorMs());
    }

    /** What of this work goes to a slot now: all of it, or a part. */
    Work cut(Work work, double slowness) {
        UnitState unit = work.unit();
        if (unit == null || !unit.mayBeSplit()) {
            return work;
        }
        BuildState build = work.build();
        double pace = build.pace(work.fromHistory()).factor() * slowness;
        long part = rule.part(
                Math.round(work.estimateMs() * pace), Math.round(unit.plannedFixtureMs() * pace), share(build));
        return part == 0 ? work : cut(unit, work, part / pace * 1000);
    }

    /** It cannot be made shorter for a slot. */
    boolean isWhole(Work work, double slowness) {
        UnitState unit = work.unit();
        if (unit == null || !unit.mayBeSplit()) {
            return true;
        }
        BuildState build = work.build();
        double pace = build.pace(work.fromHistory()).factor() * slowness;
        return rule.part(Math.round(work.estimateMs() * pace), Math.round(unit.plannedFixtureMs() * pace), share(build))
                == 0;
    }

    private static Work cut(UnitState unit, Work work, double partUs) {
        Set<LeafState> due = work instanceof PartState part ? part.due() : unit.due();
        Set<LeafState> taken = new LinkedHashSet<>();
        double sum = 1000.0 * unit.plannedFixtureMs();
        for (LeafState leaf : due) {
            sum += leaf.estimateUs();
            if (!taken.isEmpty() && sum > partUs) {
                break;
            }
            taken.add(leaf);
        }
        return taken.size() == due.size() ? work : unit.parts().carve(work, taken);
    }

    static long share(BuildState build) {
        long share = build.queuedMs() / Math.max(1, build.pool.slots());
        return build.isPlanClosed() ? share : Math.max(share, UNKNOWN_SHARE_MS);
    }
}
