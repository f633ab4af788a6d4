package io.verdigrid.cli.system;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command verdigrid as a process, from the jars that the build packaged. */
public final class Verdigrid {
    private static final Path LIB = Path.of("target", "verdigrid", "lib").toAbsolutePath();

    private final Process process;
    private final Path log;

    private Verdigrid(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it with these arguments; what it prints goes to a file of this name in the folder. */
    public static Verdigrid start(Path folder, String name, List<String> arguments) throws IOException {
        if (!Files.isDirectory(LIB)) {
            throw new IllegalStateException("no " + LIB + ": these tests run behind the phase package (./mvnw verify)");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                LIB + File.separator + "*",
                "io.verdigrid.cli.Main"));
        command.addAll(arguments);
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("VERDIGRID_HOME", folder.resolve("home").toString());
        return new Verdigrid(builder.start(), log);
    }

    /** A port of the loopback address that was free a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Whether it ended within so many milliseconds. */
    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Its exit status; fails, with what it printed, where it does not end in time. */
    public int exitStatus(long seconds) throws InterruptedException, IOException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + seconds + " s:\n" + output());
        }
        return process.exitValue();
    }

    /** The JVMs below it: runners, and at first one that makes a class-data archive. */
    List<ProcessHandle> runners() {
        return process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .toList();
    }

    /** Waits until it has printed this; fails, with what it printed, where it ends or does not in time. */
    public Verdigrid awaitLine(String text, long seconds) throws IOException, InterruptedException {
        for (long tries = seconds * 10; !output().contains(text); tries--) {
            if (endsWithin(100) || tries == 0) {
                throw new AssertionError("did not say '" + text + "':\n" + output());
            }
        }
        return this;
    }

    /** SIGKILL, to it alone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    public String output() throws IOException {
        return Files.readString(log);
    }
}
