package io.verdigrid.worker.process;

import io.verdigrid.runner.wire.FrameKind;
import io.verdigrid.runner.wire.FrameReader;
import io.verdigrid.runner.wire.FrameWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A runner: a forked JVM that talks over a loopback socket.
 *
 * <p>One thread uses it at a time, but {@link #kill} may be called by any. After READY it is sent orders; whatever happens,
 * the last event is {@link RunnerEvent.Ended}.
 */
public final class RunnerProcess {
    private static final Logger log = LoggerFactory.getLogger(RunnerProcess.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TAIL_BYTES = 32 << 10;
    private static final int QUEUED_EVENTS = 10_000;
    private static final int ACCEPT_MS = 100;
    private static final int HANDSHAKE_MS = 60_000;
    private static final long LAST_WORDS_MS = 500;
    private static final long GRACE_MS = 5_000;

    private final Process process;
    private final ServerSocket server;
    private final String secret;
    private final OutputTail tail = new OutputTail(TAIL_BYTES);
    private final BlockingQueue<RunnerEvent> events = new LinkedBlockingQueue<>(QUEUED_EVENTS);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread output;
    private volatile @Nullable FrameWriter writer;
    private volatile boolean abandoned;

    private RunnerProcess(Process process, ServerSocket server, String secret, String name) {
        this.process = process;
        this.server = server;
        this.secret = secret;
        this.output = daemon(name + "-output", () -> tail.drain(process.getInputStream()));
        daemon(name + "-events", this::read);
    }

    /** Starts the process; READY comes as an event. */
    public static RunnerProcess start(RunnerPlan plan) throws IOException {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
        Process process;
        try {
            process = RunnerCommand.build(plan, server.getLocalPort()).start();
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        RunnerProcess runner = new RunnerProcess(
                process, server, secret, "runner-" + plan.place().slot());
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write((secret + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException endedAtOnce) {
            // Its Ended event says why.
            runner.kill();
        }
        return runner;
    }

    /** The next event, or null where none came in this time. */
    public @Nullable RunnerEvent next(Duration wait) throws InterruptedException {
        return events.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives an order; a runner that is gone doesn't hear it, and its Ended event comes. */
    public void send(FrameKind kind, FrameWriter.Fields fields) {
        FrameWriter to = writer;
        if (to != null) {
            try {
                to.write(kind, fields, true);
            } catch (IOException gone) {
                log.debug("A runner did not hear {}: {}", kind, gone.getMessage());
            }
        }
    }

    /** Has it print its threads to its standard output, if the host can. */
    public void askForThreads() {
        ProcessGroup.askForThreads(process);
    }

    /** Kills it with all its children. */
    public void kill() {
        ProcessGroup.kill(process);
    }

    /** Kills it, and waits until it is gone; no event follows. */
    public void killAndWait() {
        abandoned = true;
        kill();
        try {
            ended.await(GRACE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells it to end, and kills it if it doesn't; no event follows. Blocks for some seconds at most. */
    public void stop() {
        try {
            stopAndWait(GRACE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    void stopAndWait(long patience, TimeUnit unit) throws InterruptedException {
        abandoned = true;
        send(FrameKind.STOP, new FrameWriter.Fields());
        if (writer == null || !process.waitFor(patience, unit)) {
            kill();
        }
        ended.await(GRACE_MS, TimeUnit.MILLISECONDS);
    }

    /** Whether the process lives. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The end of what it wrote to its standard output and error, outside of tests. */
    public String lastWords() {
        return tail.text();
    }

    long pid() {
        return process.pid();
    }

    private void read() {
        try (server) {
            while (writer == null) {
                Socket socket = accept();
                if (socket == null) {
                    break;
                }
                listen(socket);
            }
        } catch (IOException | RuntimeException noise) {
            String message = "\n(the runner's socket: " + noise.getMessage() + ")\n";
            tail.add(message.getBytes(StandardCharsets.UTF_8), message.length());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    /** The connection that knows the secret, or null where the process ended first. */
    private @Nullable Socket accept() throws IOException {
        server.setSoTimeout(ACCEPT_MS);
        while (true) {
            try {
                return server.accept();
            } catch (SocketTimeoutException nobodyYet) {
                if (!process.isAlive()) {
                    return null;
                }
            }
        }
    }

    /** Takes what comes over a connection to its end; one that does not know the secret is not heard. */
    private void listen(Socket connection) throws IOException, InterruptedException {
        try (Socket socket = connection) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(HANDSHAKE_MS);
            FrameReader reader = new FrameReader(socket.getInputStream());
            FrameReader.Frame first = reader.read();
            if (first == null || first.kind() != FrameKind.READY || !secret.equals(first.text())) {
                return;
            }
            socket.setSoTimeout(0);
            writer = new FrameWriter(socket.getOutputStream());
            put(new RunnerEvent.Ready(first.number(), first.text(), first.text()));
            for (FrameReader.Frame frame = reader.read(); frame != null; frame = reader.read()) {
                put(RunnerEvent.of(frame));
            }
        }
    }

    /** Waits while the queue is full, so that a talkative runner is slowed down. */
    private void put(RunnerEvent event) throws InterruptedException {
        while (!abandoned && !events.offer(event, ACCEPT_MS, TimeUnit.MILLISECONDS)) {
            Thread.onSpinWait();
        }
    }

    private void end() {
        try {
            boolean alone = process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS);
            if (!alone) {
                kill();
            }
            int code = process.waitFor();
            kill();
            output.join(LAST_WORDS_MS);
            ended.countDown();
            put(
                    alone
                            ? new RunnerEvent.Ended(ExitCode.text(code), ExitCode.isKill(code))
                            : new RunnerEvent.Ended("its connection broke, and it was killed", false));
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
