package io.verdigrid.runner;

import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.FrameKind;
import io.verdigrid.runner.wire.FrameReader;
import io.verdigrid.runner.wire.FrameWriter;
import io.verdigrid.runner.wire.RunOrder;
import io.verdigrid.runner.wire.TestSelection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A runner in a process of its own, and what a worker does to it. Not thread-safe. */
final class RunnerUnderTest implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** Of the JVM in which the runner runs; {@code -Dverdigrid.runner.java.home} names another. */
    private static final String JAVA_HOME =
            System.getProperty("verdigrid.runner.java.home", System.getProperty("java.home"));

    private final Process process;
    private final Socket socket;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final String secret;
    private final Ready ready;

    /** What a runner presents itself with. */
    record Ready(String secret, long pid, String javaVersion, String platformVersion) {}

    /** What discovery gave. */
    record Discovered(List<FoundUnit> units, List<String> warnings, String problem, boolean nothing) {
        FoundUnit unit(String className) {
            return units.stream()
                    .filter(unit -> unit.className.equals(className))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no unit " + className + ": " + this));
        }
    }

    private RunnerUnderTest(Process process, Socket socket, String secret) throws IOException {
        this.process = process;
        this.socket = socket;
        this.secret = secret;
        this.reader = new FrameReader(socket.getInputStream());
        this.writer = new FrameWriter(socket.getOutputStream());
        FrameReader.Frame frame = next(FrameKind.READY);
        this.ready = new Ready(frame.text(), frame.number(), frame.text(), frame.text());
    }

    static RunnerUnderTest start(List<Path> classpath, String... jvmArguments) throws IOException {
        List<Path> entries = new ArrayList<>(List.of(Jars.runner()));
        entries.addAll(classpath);
        List<String> command = new ArrayList<>();
        // As a worker starts it: the head of a group of its own.
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.add(Path.of(JAVA_HOME, "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(jvmArguments));
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setSoTimeout(PATIENCE_MS);
            command.addAll(List.of(
                    "-cp",
                    Jars.classpath(entries),
                    "io.verdigrid.runner.Main",
                    String.valueOf(listening.getLocalPort())));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String secret = "open sesame " + listening.getLocalPort();
            process.getOutputStream().write((secret + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            Socket socket = listening.accept();
            socket.setSoTimeout(PATIENCE_MS);
            return new RunnerUnderTest(process, socket, secret);
        }
    }

    Ready ready() {
        return ready;
    }

    String secret() {
        return secret;
    }

    long pid() {
        return process.pid();
    }

    Discovered discover(Select select) throws IOException {
        return discover(select.selection());
    }

    Discovered discover(TestSelection selection) throws IOException {
        writer.write(FrameKind.DISCOVER, selection.write(new FrameWriter.Fields()), true);
        List<FoundUnit> units = new ArrayList<>();
        FrameReader.Frame frame = next();
        while (frame.kind() == FrameKind.FOUND) {
            units.add(FoundUnit.read(frame));
            frame = next();
        }
        if (frame.kind() != FrameKind.DISCOVERED) {
            throw new AssertionError("unexpected " + frame.kind());
        }
        return new Discovered(units, frame.texts(), frame.text(), frame.truth());
    }

    void order(RunOrder order) throws IOException {
        writer.write(FrameKind.RUN, order.write(new FrameWriter.Fields()), true);
    }

    /** Orders, and takes all frames to the end of the run or of the runner. */
    Ran run(RunOrder order) throws IOException {
        order(order);
        Ran ran = new Ran();
        FrameReader.Frame frame = reader.read();
        while (frame != null && ran.take(frame)) {
            frame = reader.read();
        }
        return ran;
    }

    /** Takes frames until one of this kind comes, which is taken too. */
    Ran until(FrameKind kind) throws IOException {
        Ran ran = new Ran();
        FrameReader.Frame frame = next();
        while (ran.take(frame) && frame.kind() != kind) {
            frame = next();
        }
        return ran;
    }

    String dump() throws IOException {
        writer.write(FrameKind.DUMP, new FrameWriter.Fields(), true);
        return next(FrameKind.DUMPED).text();
    }

    void stop() throws IOException {
        writer.write(FrameKind.STOP, new FrameWriter.Fields(), true);
    }

    /** As when the worker dies. */
    void hangUp() throws IOException {
        socket.close();
    }

    int exitValue() throws InterruptedException {
        if (!process.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the runner lives");
        }
        return process.exitValue();
    }

    private FrameReader.Frame next(FrameKind kind) throws IOException {
        FrameReader.Frame frame = next();
        if (frame.kind() != kind) {
            throw new AssertionError("expected " + kind + " but got " + frame.kind());
        }
        return frame;
    }

    private FrameReader.Frame next() throws IOException {
        FrameReader.Frame frame = reader.read();
        if (frame == null) {
            throw new AssertionError("the runner hung up");
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        socket.close();
    }
}
