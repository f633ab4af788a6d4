package io.verdigrid.cli.bundle;

import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * The folder that is shipped as a working directory.
 *
 * @param folder on this machine
 * @param leaveOut asked for each path in it, relative and with slashes; true for a folder leaves out all that is in it
 */
public record Workdir(Path folder, Predicate<String> leaveOut) {
    /** All of a folder but version control's own {@code .git}. */
    public static Workdir of(Path folder) {
        return new Workdir(folder, path -> path.equals(".git") || path.endsWith("/.git"));
    }
}
