package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.scheduler.SchedulerLoad;

/** Told what the engine does, for metrics. Called on the engine's and the ledger's threads; must not block. */
public interface EngineProbe {
    /** Wants to know nothing. */
    EngineProbe NONE = new EngineProbe() {};

    /** An attempt was recorded for the first time. */
    default void attempt(Outcome outcome) {}

    /** A build has ended. */
    default void buildEnded(BuildStatus status) {}

    /** A command became durable after so many nanoseconds. */
    default void committed(long nanos) {}

    /** How busy the grid was at the last tick. */
    default void load(SchedulerLoad load) {}
}
