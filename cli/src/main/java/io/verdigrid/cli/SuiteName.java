package io.verdigrid.cli;

import java.nio.file.Path;
import java.util.Set;

/** What a suite is called that was given no name: the same from run to run, so that its history is found again. */
final class SuiteName {
    private static final Set<String> SAY_NOTHING = Set.of(
            "target", "build", "classes", "test-classes", "test", "java", "out", "bin", "main", "kotlin", "groovy");

    private SuiteName() {}

    /** The last name on the path that tells one suite from another, without the end of a jar. */
    static String of(Path path) {
        Path at = path.toAbsolutePath().normalize();
        while (at.getParent() != null
                && at.getFileName() != null
                && SAY_NOTHING.contains(at.getFileName().toString())) {
            at = at.getParent();
        }
        Path name = at.getFileName();
        return name == null ? "suite" : name.toString().replaceFirst("\\.(jar|zip)$", "");
    }
}
