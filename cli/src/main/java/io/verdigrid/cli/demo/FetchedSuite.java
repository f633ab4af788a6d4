package io.verdigrid.cli.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * A demo suite on this machine.
 *
 * @param suite its name, by which its history is kept
 * @param revision the version of the published artifact
 * @param scanRoots the folders in which tests are discovered; on the classpath
 * @param workdir shipped as each slot's working directory
 * @param includeClassnames regular expressions over whole class names
 */
public record FetchedSuite(
        String suite,
        String revision,
        List<Path> classpath,
        List<Path> scanRoots,
        Path workdir,
        List<String> jvmArgs,
        List<String> includeClassnames) {}
