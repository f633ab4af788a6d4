package io.verdigrid.cli.bundle;

import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * The folder that is shipped as a working directory.
 *
 * @param folder on this machine
 * @param leaveOut asked for each path in it, relative and with slashes; true for a folder leaves out all that is in it
 * @param startIn the folder in it in which the JVM starts, relative; "." is the folder itself
 */
public record Workdir(Path folder, Predicate<String> leaveOut, String startIn) {
    /** All of a folder but version control's own {@code .git}, to start in. */
    public static Workdir of(Path folder) {
        return new Workdir(folder, path -> path.equals(".git") || path.endsWith("/.git"), ".");
    }

    /** Whether this path or a folder above it is left out. */
    boolean leavesOut(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (leaveOut.test(path.substring(0, slash))) {
                return true;
            }
        }
        return leaveOut.test(path);
    }
}
