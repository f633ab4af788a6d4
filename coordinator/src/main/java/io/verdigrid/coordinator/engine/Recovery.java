package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.scheduler.SchedulerEvent;
import io.verdigrid.coordinator.store.OpenBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells the scheduler, after a restart, of a build as it was made durable. Mailbox thread only. */
final class Recovery {
    private final SchedulerLoop loop;
    private final Estimates estimates;
    private final long holdUntilMs;

    Recovery(SchedulerLoop loop, Estimates estimates, long holdUntilMs) {
        this.loop = loop;
        this.estimates = estimates;
        this.holdUntilMs = holdUntilMs;
    }

    /** The scheduler hears of the build in the order in which it came to be: plan, attempts, closings. */
    void restore(OpenBuild open, LiveBuild live) {
        BuildRecord build = open.build();
        String id = build.buildId();
        loop.feed(new SchedulerEvent.BuildAdded(
                id,
                live.moduleNames(),
                build.spec().settings(),
                build.spec().requirements(),
                build.submittedAtMs(),
                holdUntilMs));
        byModule(open).forEach((module, units) -> {
            List<PlannedUnit> plans = units.stream().map(OpenBuild.Unit::plan).toList();
            loop.feed(new SchedulerEvent.PlanAdded(
                    id, module, estimates.now(build.spec().suite(), module, plans)));
            units.forEach(unit -> restore(id, unit));
        });
        for (String module : live.moduleNames()) {
            if (open.modulesPlanned().contains(module)) {
                live.planned(module);
                loop.feed(new SchedulerEvent.PlanClosed(id, module));
            }
        }
    }

    private void restore(String id, OpenBuild.Unit unit) {
        String unitId = unit.plan().unitId();
        for (OpenBuild.Done done : unit.attempts()) {
            loop.feed(new SchedulerEvent.AttemptRecorded(
                    id,
                    unit.module(),
                    unitId,
                    done.uniqueId(),
                    done.registeredBy(),
                    0,
                    done.number(),
                    done.outcome(),
                    done.torn()));
            Attempt attempt = new Attempt(
                    done.number(), done.outcome(), 0, done.durationUs(), "", 0, null, null, null, done.torn());
            loop.restored(id, unit.module(), unitId, done.registeredBy(), attempt);
        }
        List<String> containersDone = unit.containersDone().stream().sorted().toList();
        loop.feed(new SchedulerEvent.UnitRestored(id, unit.module(), unitId, unit.closed(), containersDone));
    }

    private static Map<String, List<OpenBuild.Unit>> byModule(OpenBuild open) {
        Map<String, List<OpenBuild.Unit>> byModule = new TreeMap<>();
        for (OpenBuild.Unit unit : open.units()) {
            byModule.computeIfAbsent(unit.module(), module -> new ArrayList<>()).add(unit);
        }
        return byModule;
    }
}
