package io.verdigrid.runner;

import io.verdigrid.runner.output.OutputCapture;
import io.verdigrid.runner.platform.Platform;
import io.verdigrid.runner.wire.FrameKind;
import io.verdigrid.runner.wire.FrameReader;
import io.verdigrid.runner.wire.FrameWriter;
import io.verdigrid.runner.wire.Sender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The test JVM. Its only argument is the port of its worker on the loopback address; a line on standard input is the
 * secret with which it presents itself there. Tests run on the thread on which {@link #main} was called.
 */
public final class Main {
    private static final int CONNECT_TIMEOUT_MS = 10_000;

    private Main() {}

    /** Serves until it is told to stop or its worker is gone. */
    public static void main(String[] args) throws IOException {
        String secret = line(System.in);
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), Integer.parseInt(args[0])),
                CONNECT_TIMEOUT_MS);
        // A test that reads standard input finds its end, not a wait for ever.
        System.setIn(new ByteArrayInputStream(new byte[0]));
        Sender sender = new Sender(new FrameWriter(socket.getOutputStream()), Children::kill);
        OutputCapture output = new OutputCapture(sender);
        Platform platform = new Platform();
        sender.send(FrameKind.READY, ready(secret), true);

        ExitWatch watch = new ExitWatch(sender, output);
        Runtime.getRuntime().addShutdownHook(watch);
        Orders orders = new Orders(new FrameReader(socket.getInputStream()), sender, new Farewell(platform, watch));
        orders.setDaemon(true);
        orders.start();
        Platform.warmUp();
        new Service(orders, sender, output, platform).serve();
    }

    private static FrameWriter.Fields ready(String secret) {
        return new FrameWriter.Fields()
                .put(secret)
                .put(processId())
                .put(System.getProperty("java.version"))
                .put(Platform.version());
    }

    /** Of /proc where there is one: the way by the management beans costs a fifth of the start. */
    private static long processId() {
        try {
            String self = new java.io.File("/proc/self").getCanonicalFile().getName();
            return Long.parseLong(self);
        } catch (IOException | NumberFormatException noProc) {
            String name =
                    java.lang.management.ManagementFactory.getRuntimeMXBean().getName();
            return Long.parseLong(name.substring(0, name.indexOf('@')));
        }
    }

    private static String line(InputStream in) throws IOException {
        byte[] bytes = new byte[1024];
        int length = 0;
        for (int next = in.read(); next >= 0 && next != '\n' && length < bytes.length; next = in.read()) {
            bytes[length++] = (byte) next;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8).trim();
    }
}
