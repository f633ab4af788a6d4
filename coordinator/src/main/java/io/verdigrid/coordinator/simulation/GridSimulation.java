package io.verdigrid.coordinator.simulation;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.scheduler.Decision;
import io.verdigrid.coordinator.scheduler.Scheduler;
import io.verdigrid.coordinator.scheduler.SchedulerConfig;
import io.verdigrid.coordinator.scheduler.SchedulerEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The coordinator's scheduler with a fleet round it, in virtual time. For one run. */
final class GridSimulation {
    private static final String BUILD = "simulated";
    private static final double TICK_MS = 1_000;

    private final Scenario scenario;
    private final VirtualTime time = new VirtualTime();
    private final SlotTimes times;
    private final Map<String, UnitModel> units = new LinkedHashMap<>();
    private final Map<String, List<SlotModel>> workers = new LinkedHashMap<>();
    private final Scheduler scheduler;
    private Decision.@Nullable EndBuild end;

    GridSimulation(Scenario scenario) {
        this(scenario, SchedulerConfig.DEFAULT);
    }

    GridSimulation(Scenario scenario, SchedulerConfig usual) {
        this.scenario = scenario;
        this.times = new SlotTimes(scenario.fleet());
        // Nobody dies here, so nobody needs to say that he lives.
        SchedulerConfig patient = new SchedulerConfig(
                Long.MAX_VALUE / 4, usual.noWorkerNoticeMs(), usual.sharing(), usual.limits(), usual.resources());
        this.scheduler = new Scheduler(patient, 1);
        Guesses guesses = new Guesses(scenario);
        List<TestClass> classes = scenario.suite().classes();
        for (int i = 0; i < classes.size(); i++) {
            UnitModel unit = new UnitModel(classes.get(i), i, guesses);
            units.put(unit.unitId, unit);
        }
        int slot = 0;
        for (Fleet.Host host : scenario.fleet().hosts()) {
            List<SlotModel> slots = new ArrayList<>();
            for (int i = 0; i < host.slots(); i++) {
                slots.add(new SlotModel(this, host, slot++));
            }
            workers.put(host.id(), slots);
        }
    }

    SimulationResult run() {
        for (Fleet.Host host : scenario.fleet().hosts()) {
            time.at(
                    host.joinsAtMs(),
                    () -> tell(new SchedulerEvent.WorkerJoined(host.id(), host.slots(), Map.of(), false, List.of())));
        }
        tell(new SchedulerEvent.BuildAdded(BUILD, List.of(""), BuildSettings.DEFAULT, List.of(), 0, 0));
        time.in(TICK_MS, this::tick);
        while (end == null) {
            if (!time.step()) {
                throw new IllegalStateException("the simulated build does not end");
            }
        }
        workers.values().forEach(slots -> slots.forEach(SlotModel::halt));
        return times.close(scenario, time.nowMs());
    }

    VirtualTime time() {
        return time;
    }

    SlotTimes times() {
        return times;
    }

    Map<String, UnitModel> units() {
        return units;
    }

    private void tick() {
        tell(new SchedulerEvent.Tick());
        time.in(TICK_MS, this::tick);
    }

    void tell(SchedulerEvent event) {
        for (Decision decision : scheduler.apply(event, (long) time.nowMs())) {
            if (decision instanceof Decision.Grant grant) {
                time.in(
                        scenario.latencyMs(),
                        () -> slot(grant.workerId(), grant.slot()).take(grant.leases()));
            } else if (decision instanceof Decision.Revoke revoke) {
                time.in(
                        scenario.latencyMs(),
                        () -> workers.getOrDefault(revoke.workerId(), List.of())
                                .forEach(slot -> slot.revoke(revoke.leaseId())));
            } else if (decision instanceof Decision.EndBuild ended) {
                end = ended;
            }
        }
    }

    private SlotModel slot(String workerId, int index) {
        return workers.getOrDefault(workerId, List.of()).get(index);
    }
}
