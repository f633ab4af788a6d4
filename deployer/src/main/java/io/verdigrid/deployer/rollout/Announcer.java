package io.verdigrid.deployer.rollout;

import java.io.IOException;

/** Tells people how pushes ended. Called by one thread at a time. */
public interface Announcer {
    /** Takes it for good; asked again with the same number nobody is told twice. An IOException where it does not answer. */
    void announce(News news) throws IOException, InterruptedException;
}
