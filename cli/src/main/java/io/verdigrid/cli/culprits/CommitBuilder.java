package io.verdigrid.cli.culprits;

import io.verdigrid.protocol.build.v1.ModuleSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Makes a commit ready to be tested. Thread-safe. */
@FunctionalInterface
public interface CommitBuilder {
    /**
     * Builds what is checked out in this folder and uploads it; blocks, and ends what it started when interrupted.
     *
     * @return modules that select these tests; none: the commit has none of them
     * @throws Unbuildable where it does not build
     */
    List<ModuleSpec> ready(Path tree, Set<RedTest> tests) throws Unbuildable, InterruptedException;
}
