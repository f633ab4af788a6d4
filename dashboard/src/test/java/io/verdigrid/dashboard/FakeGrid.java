package io.verdigrid.dashboard;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.verdigrid.protocol.blob.v1.BlobHeader;
import io.verdigrid.protocol.blob.v1.BlobServiceGrpc;
import io.verdigrid.protocol.blob.v1.DownloadRequest;
import io.verdigrid.protocol.blob.v1.DownloadResponse;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildEvent;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.build.v1.CancelBuildRequest;
import io.verdigrid.protocol.build.v1.CancelBuildResponse;
import io.verdigrid.protocol.build.v1.GetBuildRequest;
import io.verdigrid.protocol.build.v1.GetBuildResponse;
import io.verdigrid.protocol.build.v1.WatchBuildRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A coordinator with one build, b1, of ten events, the last of which is its end. */
final class FakeGrid implements AutoCloseable {
    static final int EVENTS = 10;

    final List<String> cancelled = new CopyOnWriteArrayList<>();
    final List<Long> watchedFrom = new CopyOnWriteArrayList<>();

    private final Server server;
    private final ManagedChannel channel;

    FakeGrid() throws IOException {
        String name = UUID.randomUUID().toString();
        server = InProcessServerBuilder.forName(name)
                .addService(new Builds())
                .addService(new Blobs())
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).build();
    }

    Channel channel() {
        return channel;
    }

    private final class Builds extends BuildServiceGrpc.BuildServiceImplBase {
        @Override
        public void getBuild(GetBuildRequest request, StreamObserver<GetBuildResponse> to) {
            if (!request.getBuildId().equals("b1")) {
                to.onError(Status.NOT_FOUND
                        .withDescription("no build '" + request.getBuildId() + "'")
                        .asRuntimeException());
                return;
            }
            to.onNext(GetBuildResponse.newBuilder()
                    .setBuild(Build.newBuilder()
                            .setId("b1")
                            .setSubmittedAtMs(17)
                            .setReason("</script>" + "r".repeat(2000)))
                    .build());
            to.onCompleted();
        }

        @Override
        public void cancelBuild(CancelBuildRequest request, StreamObserver<CancelBuildResponse> to) {
            cancelled.add(request.getBuildId());
            to.onNext(CancelBuildResponse.getDefaultInstance());
            to.onCompleted();
        }

        @Override
        public void watchBuild(WatchBuildRequest request, StreamObserver<BuildEvent> to) {
            watchedFrom.add(request.getCursor());
            if (!request.getBuildId().equals("b1")) {
                to.onError(Status.UNAVAILABLE
                        .withDescription("io exception /10.1.2.3")
                        .asRuntimeException());
                return;
            }
            for (long cursor = request.getCursor() + 1; cursor <= EVENTS; cursor++) {
                to.onNext(BuildEvent.newBuilder()
                        .setCursor(cursor)
                        .setNotice(BuildEvent.Notice.newBuilder().setText("event\n" + cursor))
                        .build());
            }
            to.onCompleted();
        }
    }

    /** Each blob is "0123456789" in two pieces. */
    private static final class Blobs extends BlobServiceGrpc.BlobServiceImplBase {
        @Override
        public void download(DownloadRequest request, StreamObserver<DownloadResponse> to) {
            to.onNext(DownloadResponse.newBuilder()
                    .setHeader(BlobHeader.newBuilder().setSize(10))
                    .build());
            for (String piece : List.of("01234", "56789")) {
                to.onNext(DownloadResponse.newBuilder()
                        .setData(ByteString.copyFromUtf8(piece))
                        .build());
            }
            to.onCompleted();
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}
