package io.verdigrid.coordinator.rpc;

import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.verdigrid.coordinator.engine.Announcements;
import io.verdigrid.coordinator.engine.Certificates;
import io.verdigrid.coordinator.engine.Engine;
import io.verdigrid.coordinator.store.BlobStore;
import io.verdigrid.coordinator.store.Store;
import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.TokenFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * All services of a coordinator, served inside the process and, if wanted, at a port.
 *
 * <p>Thread-safe. Inside the process no token is asked for.
 */
public final class GridServices implements AutoCloseable {
    private static final long GRACE_SECONDS = 2;

    private final HealthStatusManager health = new HealthStatusManager();
    private final OpenStreams streams = new OpenStreams();
    private final List<BindableService> services = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();
    private final ServerInterceptor measured;
    private final ManagedChannel inProcess;
    private boolean closed;

    /**
     * What the services stand on.
     *
     * @param maxBundleBytes of all files of one bundle
     * @param maxOutputLimit bytes of output of one test that a build may ask for
     */
    public record Ground(
            Engine engine,
            Store store,
            Certificates certificates,
            BlobStore blobs,
            RpcThreads threads,
            long maxBundleBytes,
            long maxOutputLimit) {}

    /**
     * Serves inside the process at once.
     *
     * @param measured sees every call
     */
    public GridServices(Ground ground, ServerInterceptor measured) throws IOException {
        this.measured = measured;
        RpcThreads threads = ground.threads();
        services.add(new BuildEndpoint(
                ground.engine(),
                ground.store().builds(),
                new SubmitCheck(ground.maxOutputLimit()),
                new BundleCheck(ground.blobs(), ground.maxBundleBytes()),
                threads,
                streams));
        services.add(new GridEndpoint(ground.engine(), ground.store().builds(), threads, streams));
        services.add(new WorkerEndpoint(ground.engine(), streams));
        services.add(new BlobEndpoint(ground.blobs(), threads));
        services.add(new HistoryEndpoint(ground.engine(), ground.store(), threads));
        services.add(new IssueEndpoint(ground.store().issues(), threads));
        services.add(new TrunkEndpoint(ground.engine().trunks(), threads));
        services.add(new CertificateEndpoint(ground.certificates(), threads));
        services.add(new AnnouncementEndpoint(
                new Announcements(ground.store().ledger(), ground.engine().trunks()::nowMs), threads));
        services.forEach(service ->
                health.setStatus(service.bindService().getServiceDescriptor().getName(), ServingStatus.SERVING));
        String name = "verdigrid-" + UUID.randomUUID();
        start(InProcessServerBuilder.forName(name).directExecutor(), Optional.empty());
        inProcess = InProcessChannelBuilder.forName(name)
                .maxInboundMessageSize(Protocol.MAX_INBOUND_BYTES)
                .build();
    }

    /**
     * Serves at a port too.
     *
     * @param tokens asked for with each call, but for health and reflection; empty: whoever reaches the port is let in
     * @return the server's port
     */
    public int listen(InetSocketAddress address, ServerCredentials credentials, Optional<TokenFile> tokens)
            throws IOException {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address, credentials)
                .directExecutor()
                .maxInboundMessageSize(Protocol.MAX_INBOUND_BYTES)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(30, TimeUnit.SECONDS)
                .keepAliveTimeout(20, TimeUnit.SECONDS);
        return start(builder, tokens).getPort();
    }

    // The older reflection service is what tools of some years ago ask for.
    @SuppressWarnings("deprecation")
    private Server start(ServerBuilder<?> builder, Optional<TokenFile> tokens) throws IOException {
        services.forEach(builder::addService);
        builder.addService(health.getHealthService());
        builder.addService(ProtoReflectionServiceV1.newInstance());
        builder.addService(ProtoReflectionService.newInstance());
        tokens.ifPresent(file -> builder.intercept(new Access(file)));
        builder.intercept(measured);
        Server server = builder.build().start();
        servers.add(server);
        return server;
    }

    /** The channel to the services inside the process; shut down with them. */
    public Channel inProcessChannel() {
        return inProcess;
    }

    /** Says NOT_SERVING, ends streams with UNAVAILABLE, and waits for other calls for some seconds at most. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        health.enterTerminalState();
        servers.forEach(Server::shutdown);
        streams.endAll(Status.UNAVAILABLE.withDescription("the coordinator stops"));
        try {
            for (Server server : servers) {
                if (!server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                    server.shutdownNow();
                    server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
                }
            }
        } catch (InterruptedException e) {
            servers.forEach(Server::shutdownNow);
            Thread.currentThread().interrupt();
        }
        inProcess.shutdownNow();
    }
}
