package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.scheduler.WorkerStatus;
import java.util.List;

/**
 * A worker for people to look at.
 *
 * @param connectedAtMs milliseconds since 1970
 * @param load one-minute load average; negative: unknown
 * @param running what runs in each busy slot
 */
public record WorkerView(
        WorkerStatus status, String host, String version, long connectedAtMs, double load, List<String> running) {
    /** Copies its list. */
    public WorkerView {
        running = List.copyOf(running);
    }
}
