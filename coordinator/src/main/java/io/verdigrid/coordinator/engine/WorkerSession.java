package io.verdigrid.coordinator.engine;

import java.util.List;

/** One connection of a worker, as the engine takes it. Thread-safe; nothing blocks. */
public interface WorkerSession {
    /** Reports in the order of their sequence numbers; {@code taken} is run when all of them are acknowledged. */
    void reports(List<WorkerReport> reports, Runnable taken);

    /** A sign of life: its one-minute load average, negative if unknown, and what it runs. */
    void heartbeat(double load, List<String> running);

    /** A piece of output, for whoever watches. */
    void output(LiveOutput output);

    /** It takes no new lease from now on. */
    void draining();

    /** The connection has ended, by whichever end. */
    void disconnected();
}
