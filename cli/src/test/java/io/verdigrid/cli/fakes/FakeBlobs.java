package io.verdigrid.cli.fakes;

import com.google.protobuf.ByteString;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps blobs in memory.
 *
 * <p>{@code outages} are the statuses that the next calls end with, first of all; OK lets one through.
 */
public final class FakeBlobs extends BlobServiceGrpc.BlobServiceImplBase {
    public final Map<String, byte[]> kept = new ConcurrentHashMap<>();

    /** Digests of what was sent here, in order. */
    public final List<String> received = Collections.synchronizedList(new ArrayList<>());

    /** Digests of what was fetched from here, in order. */
    public final List<String> downloads = Collections.synchronizedList(new ArrayList<>());

    public final List<Status> outages = new CopyOnWriteArrayList<>();
    public volatile boolean full;

    public String put(byte[] content) {
        String digest = Digest.of(content).hex();
        kept.put(digest, content);
        return digest;
    }

    private boolean outage(StreamObserver<?> answer) {
        if (outages.isEmpty()) {
            return false;
        }
        Status next = outages.remove(0);
        if (next.isOk()) {
            return false;
        }
        answer.onError(next.asRuntimeException());
        return true;
    }

    @Override
    public void findMissing(FindMissingRequest request, StreamObserver<FindMissingResponse> answer) {
        if (outage(answer)) {
            return;
        }
        FindMissingResponse.Builder missing = FindMissingResponse.newBuilder();
        request.getDigestsList().stream()
                .filter(digest -> !kept.containsKey(digest))
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
                if (full) {
                    answer.onError(Status.RESOURCE_EXHAUSTED
                            .withDescription("disk is full")
                            .asRuntimeException());
                } else if (part.hasHeader()) {
                    keep();
                    digest = part.getHeader().getDigest();
                    received.add(digest);
                } else {
                    bytes.writeBytes(part.getData().toByteArray());
                }
            }

            private void keep() {
                if (!digest.isEmpty()) {
                    kept.put(digest, bytes.toByteArray());
                    count++;
                }
                bytes.reset();
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {
                if (outage(answer)) {
                    return;
                }
                keep();
                answer.onNext(UploadResponse.newBuilder().setBlobs(count).build());
                answer.onCompleted();
            }
        };
    }

    @Override
    public void download(DownloadRequest request, StreamObserver<DownloadResponse> answer) {
        if (outage(answer)) {
            return;
        }
        for (String digest : request.getDigestsList()) {
            byte[] content = kept.get(digest);
            if (content == null) {
                answer.onError(
                        Status.NOT_FOUND.withDescription("no blob " + digest).asRuntimeException());
                return;
            }
            downloads.add(digest);
            answer.onNext(DownloadResponse.newBuilder()
                    .setHeader(BlobHeader.newBuilder().setDigest(digest).setSize(content.length))
                    .build());
            answer.onNext(DownloadResponse.newBuilder()
                    .setData(ByteString.copyFrom(content))
                    .build());
        }
        answer.onCompleted();
    }
}
