package io.verdigrid.deployer.rollout;

import java.io.IOException;

/** What keeps changes out of the trunk while a release that harmed is not mended. */
public interface Gate {
    /** Blocks it; asked again with the same key nothing changes. An IOException where it does not answer. */
    void block(String key, Push push, String reason) throws IOException, InterruptedException;
}
