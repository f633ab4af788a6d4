package io.verdigrid.worker.model;

/** Takes what slots have to say. Implementations are thread-safe; facts of one lease arrive in their order. */
public interface Reports {
    /** A fact that must not be lost; may block while the disk is slow. */
    void report(Lease lease, Fact fact);

    /** A piece of a running test's output; best effort, never blocks. */
    void output(Lease lease, String uniqueId, boolean err, byte[] data);

    /** Nothing follows soon: send what is there. */
    void flush();
}
