package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.AttemptRecorded;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.UnitPlan;
import java.util.List;

/** A fact that a worker keeps until it was acknowledged. */
sealed interface SimReport {
    record Piece(String module, List<UnitPlan> units) implements SimReport {}

    record Result(AttemptRecorded attempt) implements SimReport {}

    record Closed(
            Decision.GrantedLease lease, int slot, LeaseEnding ending, long slotTimeMs, List<String> containersDone)
            implements SimReport {}
}
