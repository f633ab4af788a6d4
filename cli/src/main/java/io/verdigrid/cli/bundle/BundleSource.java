package io.verdigrid.cli.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a bundle is made of, as this machine has it.
 *
 * @param classpath jars, folders, and {@code dir/*} for all jars of a folder, as for {@code java -cp}
 * @param workdir shipped as each slot's working directory; none: an empty one
 * @param jvmArgs paths in them may be this machine's: what is shipped is rewritten to where the worker has it
 * @param environment as {@code jvmArgs}
 * @param javaHome a folder on the workers; empty: theirs
 */
public record BundleSource(
        List<Path> classpath,
        Optional<Workdir> workdir,
        List<String> jvmArgs,
        Map<String, String> environment,
        String javaHome) {
    /** Copies its lists. */
    public BundleSource {
        classpath = List.copyOf(classpath);
        jvmArgs = List.copyOf(jvmArgs);
        environment = Map.copyOf(environment);
    }
}
