package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.AttemptRecorded;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.UnitPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What survives a coordinator: plans, attempts (the first write wins), closings. */
final class SimLedger {
    private final Map<String, Map<String, UnitPlan>> plans = new LinkedHashMap<>();
    private final Set<String> plansClosed = new LinkedHashSet<>();
    private final Map<String, Map<Integer, AttemptRecorded>> attempts = new LinkedHashMap<>();
    private final List<AttemptRecorded> order = new ArrayList<>();
    private final Map<String, Decision.CloseUnit> closings = new LinkedHashMap<>();

    void plan(String module, List<UnitPlan> units) {
        units.forEach(unit ->
                plans.computeIfAbsent(module, name -> new LinkedHashMap<>()).putIfAbsent(unit.unitId(), unit));
    }

    void closePlan(String module) {
        plansClosed.add(module);
    }

    /** False: a duplicate. */
    boolean record(AttemptRecorded attempt) {
        String test = attempt.unitId() + "/" + attempt.uniqueId();
        boolean first =
                attempts.computeIfAbsent(test, id -> new TreeMap<>()).putIfAbsent(attempt.number(), attempt) == null;
        if (first) {
            order.add(attempt);
        }
        return first;
    }

    void close(Decision.CloseUnit closing) {
        closings.put(closing.unitId(), closing);
    }

    /** What a new scheduler is told of the build. */
    List<SchedulerEvent> replay(String buildId, List<String> modules, BuildSettings settings, long holdUntilMs) {
        List<SchedulerEvent> events = new ArrayList<>();
        events.add(new SchedulerEvent.BuildAdded(buildId, modules, settings, List.of(), 0, holdUntilMs));
        plans.forEach((module, units) ->
                events.add(new SchedulerEvent.PlanAdded(buildId, module, List.copyOf(units.values()))));
        for (AttemptRecorded a : order) {
            events.add(new AttemptRecorded(
                    buildId,
                    a.module(),
                    a.unitId(),
                    a.uniqueId(),
                    a.registeredBy(),
                    0,
                    a.number(),
                    a.outcome(),
                    a.torn()));
        }
        plans.forEach((module, units) -> units.keySet().forEach(unitId -> {
            Decision.CloseUnit closing = closings.get(unitId);
            List<String> containers = closing == null ? List.of() : closing.containersDone();
            events.add(new SchedulerEvent.UnitRestored(buildId, module, unitId, closing != null, containers));
        }));
        plansClosed.forEach(module -> events.add(new SchedulerEvent.PlanClosed(buildId, module)));
        return events;
    }

    int attempts() {
        return order.size();
    }

    /** Each test's verdict, as the store would give it. */
    Map<String, Verdict> verdicts() {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        attempts.forEach((test, byNumber) -> {
            List<Outcome> outcomes = byNumber.values().stream()
                    .map(attempt -> attempt.outcome().counted(attempt.torn()))
                    .toList();
            verdicts.put(test.substring(test.indexOf('/') + 1), Verdict.of(outcomes));
        });
        return verdicts;
    }
}
