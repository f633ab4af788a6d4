package io.verdigrid.deployer.rpc;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.verdigrid.deployer.rollout.Admission;
import io.verdigrid.deployer.rollout.Rollout;
import io.verdigrid.protocol.TokenFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The deployer's port. Thread-safe. */
public final class PushServer implements AutoCloseable {
    private static final int THREADS = 4;

    private final Server server;
    private final ExecutorService threads;

    private PushServer(Server server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * How it is reached.
     *
     * @param tokens empty: by everybody
     * @param certificate and {@code key}: empty: without TLS
     */
    public record Door(
            InetSocketAddress address, Optional<TokenFile> tokens, Optional<Path> certificate, Optional<Path> key) {}

    /** What it answers for. */
    public record Behind(Rollout rollout, Admission admission, String fleet, int steps) {}

    /** Listens; an IOException where it cannot. */
    public static PushServer start(Door door, Behind behind) throws IOException {
        ServerCredentials credentials = door.certificate().isPresent()
                        && door.key().isPresent()
                ? TlsServerCredentials.create(
                        door.certificate().get().toFile(), door.key().get().toFile())
                : InsecureServerCredentials.create();
        // Calls read hosts and files: they are not for the network's threads.
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "verdigrid-push-call");
            thread.setDaemon(true);
            return thread;
        });
        NettyServerBuilder builder = NettyServerBuilder.forAddress(door.address(), credentials)
                .executor(threads)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
        builder.addService(new PushEndpoint(
                behind.rollout(),
                new PushIntake(behind.rollout(), behind.admission()),
                new PushToWire(behind.steps()),
                behind.fleet()));
        door.tokens().ifPresent(tokens -> builder.intercept(new TokenGuard(tokens)));
        try {
            return new PushServer(builder.build().start(), threads);
        } catch (IOException e) {
            threads.shutdownNow();
            throw e;
        }
    }

    /** The port that it got. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(2, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
