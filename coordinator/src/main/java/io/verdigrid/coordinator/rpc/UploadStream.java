package io.verdigrid.coordinator.rpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.verdigrid.coordinator.store.BlobStore;
import io.verdigrid.coordinator.store.BlobWriter;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.blob.v1.BlobHeader;
import io.verdigrid.protocol.blob.v1.UploadRequest;
import io.verdigrid.protocol.blob.v1.UploadResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One upload: takes a few chunks ahead of the disk and no more. Messages come on the network's thread, in order. */
final class UploadStream implements StreamObserver<UploadRequest> {
    private static final int CHUNKS_AHEAD = 4;

    private final BlobStore blobs;
    private final ServerCallStreamObserver<UploadResponse> call;
    private final SerialTask writing;
    private final ConcurrentLinkedQueue<UploadRequest> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean halfClosed;

    // Touched by `writing` only.
    @Nullable
    private BlobWriter writer;

    private int finished;
    private boolean over;

    /** Must be made before the call's handler returns. */
    UploadStream(BlobStore blobs, ServerCallStreamObserver<UploadResponse> call, Executor executor) {
        this.blobs = blobs;
        this.call = call;
        this.writing = new SerialTask(executor, this::write);
        call.disableAutoRequest();
        call.setOnCancelHandler(writing::wake);
    }

    void start() {
        call.request(CHUNKS_AHEAD);
    }

    @Override
    public void onNext(UploadRequest part) {
        waiting.add(part);
        writing.wake();
    }

    @Override
    public void onError(Throwable failure) {
        writing.wake();
    }

    @Override
    public void onCompleted() {
        halfClosed = true;
        writing.wake();
    }

    private void write() {
        if (over) {
            waiting.clear();
            return;
        }
        try {
            if (call.isCancelled()) {
                abandon();
                return;
            }
            boolean last = halfClosed;
            for (UploadRequest part = waiting.poll(); part != null; part = waiting.poll()) {
                take(part);
                call.request(1);
            }
            if (last) {
                finish();
                over = true;
                call.onNext(UploadResponse.newBuilder().setBlobs(finished).build());
                call.onCompleted();
            }
        } catch (IOException | RuntimeException e) {
            abandon();
            call.onError(Failures.of(e));
        }
    }

    private void take(UploadRequest part) throws IOException {
        switch (part.getPartCase()) {
            case HEADER -> {
                finish();
                BlobHeader header = part.getHeader();
                writer = blobs.create(new Digest(header.getDigest()), header.getSize());
            }
            case DATA -> append(part.getData());
            case PART_NOT_SET -> throw new IllegalArgumentException("a part that is neither header nor data");
        }
    }

    private void append(ByteString data) throws IOException {
        BlobWriter current = writer;
        if (current == null) {
            throw new IllegalArgumentException("data before the first header");
        }
        if (data.size() > Protocol.CHUNK_BYTES) {
            throw new IllegalArgumentException(
                    "a chunk of " + data.size() + " bytes, allowed are " + Protocol.CHUNK_BYTES);
        }
        for (ByteBuffer buffer : data.asReadOnlyByteBufferList()) {
            current.write(buffer);
        }
    }

    private void finish() throws IOException {
        BlobWriter current = writer;
        if (current != null) {
            current.finish();
            current.close();
            writer = null;
            finished++;
        }
    }

    private void abandon() {
        over = true;
        waiting.clear();
        BlobWriter current = writer;
        if (current != null) {
            current.close();
            writer = null;
        }
    }
}
