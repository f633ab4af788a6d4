package io.verdigrid.cli.maven;

import io.verdigrid.cli.bundle.BundleSource;
import io.verdigrid.cli.bundle.Workdir;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one execution of Surefire in one module of a project would run, and with what.
 *
 * @param name unique in the project: the artifact id, with more where that is not enough
 * @param scanRoots the folders and jars that hold the selected classes; all are on the classpath
 * @param workdir the module's folder, without what its tests do not need
 * @param selection which tests of the scan roots
 * @param javaHome of the JVM that Surefire was told to use; empty: none
 */
public record MavenModule(
        String name,
        List<Path> classpath,
        List<Path> scanRoots,
        Workdir workdir,
        List<String> jvmArgs,
        Map<String, String> environment,
        MavenSelection selection,
        String javaHome) {
    /** Copies its lists. */
    public MavenModule {
        classpath = List.copyOf(classpath);
        scanRoots = List.copyOf(scanRoots);
        jvmArgs = List.copyOf(jvmArgs);
        environment = Map.copyOf(environment);
    }

    MavenModule named(String other) {
        return new MavenModule(other, classpath, scanRoots, workdir, jvmArgs, environment, selection, javaHome);
    }

    /** What its bundle is made of. */
    public BundleSource bundleSource() {
        return new BundleSource(classpath, Optional.of(workdir), jvmArgs, environment, javaHome);
    }
}
