package io.verdigrid.cli.fakes;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import java.io.IOException;

/** A coordinator on a real port that keeps blobs in memory, and says of builds what a test tells it to. */
public final class FakeCoordinator implements AutoCloseable {
    public final FakeBlobs blobs = new FakeBlobs();
    public final FakeBuilds builds = new FakeBuilds();
    public final FakeHistory history = new FakeHistory();
    private final Server server;
    private final String address;

    public FakeCoordinator() throws IOException {
        server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService((io.grpc.BindableService) blobs)
                .addService((io.grpc.BindableService) builds)
                .addService((io.grpc.BindableService) history)
                .build()
                .start();
        address = "127.0.0.1:" + server.getPort();
    }

    public String address() {
        return address;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
