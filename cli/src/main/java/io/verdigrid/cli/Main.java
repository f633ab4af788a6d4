package io.verdigrid.cli;

import io.verdigrid.cli.console.Console;
import io.verdigrid.cli.console.Interrupts;
import io.verdigrid.cli.console.Terminal;
import io.verdigrid.cli.grid.Parts;
import io.verdigrid.protocol.TimeSource;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Where the process {@code verdigrid} begins. */
public final class Main {
    private static final int BUFFER = 8 << 10;

    private Main() {}

    /** Runs the command of these arguments and ends the process with its exit status. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs the command of these arguments, as this process; returns its exit status. */
    static int run(String... args) {
        Map<String, String> environment = System.getenv();
        TimeSource time = TimeSource.system();
        Console console = Terminal.console(environment, stream(FileDescriptor.out), stream(FileDescriptor.err), time);
        Parts parts = new ProductParts(time, Version.text());
        Surroundings surroundings = new Surroundings(
                console,
                environment,
                Path.of("").toAbsolutePath(),
                time,
                new ProductGrids(parts, environment, time),
                Interrupts.ofProcess());
        int status = new Commands(surroundings, parts).execute(args);
        console.out().flush();
        return status;
    }

    /** UTF-8, whatever the locale: reports and test names hold what they hold. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(descriptor), BUFFER),
                true,
                StandardCharsets.UTF_8);
    }
}
