package io.verdigrid.dashboard.http;

/** An answer that goes on until one side ends it. Thread-safe. */
public interface LiveAnswer {
    /** Sends more; {@code taken} is run when the other side takes more, and never if it goes. */
    void write(byte[] bytes, Runnable taken);

    /** {@code gone} is run when the other side goes before the end; at once if it has gone. To be called once. */
    void onGone(Runnable gone);

    /** Sent when nothing else was for a while, so that a dead connection is noticed. */
    void keepAlive(byte[] bytes);

    /** That was all. */
    void end();
}
