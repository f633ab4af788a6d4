package io.verdigrid.cli.run;

import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.Progress;
import io.verdigrid.protocol.build.v1.TestResult;

/**
 * Is told what happens to a build, in order, by one thread at a time.
 *
 * <p>A result may be told again after a lost connection only if the coordinator sends it again, which it does not for a cursor.
 */
public interface BuildListener {
    /** What is done before there is a build: compiling, hashing, uploading; each takes the place of the one before. */
    default void preparing(String text) {}

    /** The coordinator has the build. */
    default void submitted(Build build) {}

    /** How it stands. */
    default void progress(Progress progress) {}

    /** An attempt has ended. */
    default void result(TestResult result) {}

    /** A sentence for people. */
    default void notice(String text) {}

    /** The coordinator does not answer any more. */
    default void lost(String why) {}

    /** The coordinator answers again. */
    default void back() {}

    /** The build is over. */
    default void ended(Build build) {}

    /** Ctrl-c: another thread goes on to speak; may come at any time, from any thread. */
    default void interrupted() {}
}
