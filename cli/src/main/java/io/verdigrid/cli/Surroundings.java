package io.verdigrid.cli;

import io.verdigrid.cli.console.Console;
import io.verdigrid.cli.console.Interrupts;
import io.verdigrid.cli.grid.Grids;
import io.verdigrid.protocol.TimeSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * All that a command takes from outside its options.
 *
 * @param folder in which the command was called: relative paths are meant from here
 */
record Surroundings(
        Console console,
        Map<String, String> environment,
        Path folder,
        TimeSource time,
        Grids grids,
        Interrupts interrupts) {

    /** The same, called in another folder. */
    Surroundings in(Path other) {
        return new Surroundings(console, environment, other, time, grids, interrupts);
    }

    /** A variable that is set and not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** An absolute path. */
    Path resolve(String path) {
        try {
            return folder.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw io.verdigrid.cli.console.Problem.input("not a path: '" + path + "'");
        }
    }
}
