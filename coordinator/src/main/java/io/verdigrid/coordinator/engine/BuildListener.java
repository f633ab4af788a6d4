package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.scheduler.BuildProgress;

/** Told what goes on in a build. Called on any thread; must not block, and throws nothing. */
public interface BuildListener {
    /** There are new attempts. */
    void recorded();

    /** The build has ended in the store. */
    void ended();

    /** How far it is; at most once a tick. */
    void progress(BuildProgress progress);

    /** A sentence for people. */
    void notice(String text);

    /** A piece of a running test's output. */
    default void output(LiveOutput output) {}
}
