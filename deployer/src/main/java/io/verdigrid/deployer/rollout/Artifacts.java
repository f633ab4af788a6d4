package io.verdigrid.deployer.rollout;

import io.verdigrid.deployer.target.Release;
import java.io.IOException;
import java.nio.file.Path;

/** Where the files of releases come from. */
public interface Artifacts {
    /** The folder with a release's content, made of the artifact; an IOException with a clause for people where it is not what was promised. */
    Path content(Release release, Path artifact) throws IOException, InterruptedException;
}
