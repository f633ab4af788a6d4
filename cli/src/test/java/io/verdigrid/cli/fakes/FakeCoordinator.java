package io.verdigrid.cli.fakes;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.blob.v1.BlobHeader;
import io.verdigrid.protocol.blob.v1.BlobServiceGrpc;
import io.verdigrid.protocol.blob.v1.DownloadRequest;
import io.verdigrid.protocol.blob.v1.DownloadResponse;
import io.verdigrid.protocol.blob.v1.FindMissingRequest;
import io.verdigrid.protocol.blob.v1.FindMissingResponse;
import io.verdigrid.protocol.blob.v1.UploadRequest;
import io.verdigrid.protocol.blob.v1.UploadResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A coordinator on a real port that keeps blobs in memory, and says of builds what a test tells it to. */
public final class FakeCoordinator extends BlobServiceGrpc.BlobServiceImplBase implements AutoCloseable {
    public final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    public final List<String> downloads = new ArrayList<>();
    public final FakeBuilds builds = new FakeBuilds();
    public final FakeHistory history = new FakeHistory();
    private final Server server;
    private final String address;

    public FakeCoordinator() throws IOException {
        server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService((io.grpc.BindableService) this)
                .addService((io.grpc.BindableService) builds)
                .addService((io.grpc.BindableService) history)
                .build()
                .start();
        address = "127.0.0.1:" + server.getPort();
    }

    public String address() {
        return address;
    }

    public String put(byte[] content) {
        String digest = Digest.of(content).hex();
        blobs.put(digest, content);
        return digest;
    }

    @Override
    public void findMissing(FindMissingRequest request, StreamObserver<FindMissingResponse> answer) {
        FindMissingResponse.Builder missing = FindMissingResponse.newBuilder();
        request.getDigestsList().stream()
                .filter(digest -> !blobs.containsKey(digest))
                .forEach(missing::addMissing);
        answer.onNext(missing.build());
        answer.onCompleted();
    }

    @Override
    public StreamObserver<UploadRequest> upload(StreamObserver<UploadResponse> answer) {
        return new StreamObserver<>() {
            private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            private String digest = "";
            private int count;

            @Override
            public void onNext(UploadRequest part) {
                if (part.hasHeader()) {
                    keep();
                    digest = part.getHeader().getDigest();
                } else {
                    bytes.writeBytes(part.getData().toByteArray());
                }
            }

            private void keep() {
                if (!digest.isEmpty()) {
                    blobs.put(digest, bytes.toByteArray());
                    count++;
                }
                bytes.reset();
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {
                keep();
                answer.onNext(UploadResponse.newBuilder().setBlobs(count).build());
                answer.onCompleted();
            }
        };
    }

    @Override
    public void download(DownloadRequest request, StreamObserver<DownloadResponse> answer) {
        for (String digest : request.getDigestsList()) {
            byte[] content = blobs.get(digest);
            if (content == null) {
                answer.onError(
                        Status.NOT_FOUND.withDescription("no blob " + digest).asRuntimeException());
                return;
            }
            synchronized (downloads) {
                downloads.add(digest);
            }
            answer.onNext(DownloadResponse.newBuilder()
                    .setHeader(BlobHeader.newBuilder().setDigest(digest).setSize(content.length))
                    .build());
            answer.onNext(DownloadResponse.newBuilder()
                    .setData(ByteString.copyFrom(content))
                    .build());
        }
        answer.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
