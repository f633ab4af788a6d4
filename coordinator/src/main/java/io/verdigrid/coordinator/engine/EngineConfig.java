package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.scheduler.SchedulerConfig;
import java.time.Duration;

/**
 * The engine's bounds.
 *
 * @param holdAfterRestart how long workers may claim the leases that they held before a restart
 * @param heartbeat between two signs of life of a worker
 * @param tick between two looks at the clock
 */
public record EngineConfig(Duration holdAfterRestart, Duration heartbeat, Duration tick, SchedulerConfig scheduler) {
    /** 10 s, 3 s, a quarter of a second. */
    public static final EngineConfig DEFAULT = new EngineConfig(
            Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofMillis(250), SchedulerConfig.DEFAULT);
}
