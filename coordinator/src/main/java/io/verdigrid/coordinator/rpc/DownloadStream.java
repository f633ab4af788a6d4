package io.verdigrid.coordinator.rpc;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.stub.ServerCallStreamObserver;
import io.verdigrid.coordinator.store.BlobStore;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.blob.v1.BlobHeader;
import io.verdigrid.protocol.blob.v1.DownloadResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One download: reads the disk only as fast as the caller takes the bytes, and holds no thread while it waits. */
final class DownloadStream {
    private final BlobStore blobs;
    private final Iterator<Digest> digests;
    private final ServerCallStreamObserver<DownloadResponse> call;
    private final SerialTask sending;

    // Touched by `sending` only.
    @Nullable
    private InputStream in;

    private boolean over;

    /** Must be made before the call's handler returns. */
    DownloadStream(
            BlobStore blobs, List<Digest> digests, ServerCallStreamObserver<DownloadResponse> call, Executor executor) {
        this.blobs = blobs;
        this.digests = digests.iterator();
        this.call = call;
        this.sending = new SerialTask(executor, this::send);
        call.setOnReadyHandler(sending::wake);
        call.setOnCancelHandler(sending::wake);
    }

    void start() {
        sending.wake();
    }

    private void send() {
        try {
            while (!over && call.isReady()) {
                sendPart();
            }
            if (!over && call.isCancelled()) {
                end();
            }
        } catch (IOException | RuntimeException e) {
            end();
            call.onError(Failures.of(e));
        }
    }

    private void sendPart() throws IOException {
        InputStream current = in;
        if (current == null) {
            if (digests.hasNext()) {
                begin(digests.next());
            } else {
                over = true;
                call.onCompleted();
            }
            return;
        }
        byte[] chunk = current.readNBytes(Protocol.CHUNK_BYTES);
        if (chunk.length > 0) {
            call.onNext(DownloadResponse.newBuilder()
                    .setData(UnsafeByteOperations.unsafeWrap(chunk))
                    .build());
        }
        if (chunk.length < Protocol.CHUNK_BYTES) {
            current.close();
            in = null;
        }
    }

    private void begin(Digest digest) throws IOException {
        InputStream opened = blobs.open(digest);
        in = opened;
        long size = blobs.size(digest)
                .orElseThrow(() -> new java.io.UncheckedIOException(new NoSuchFileException(digest.hex())));
        call.onNext(DownloadResponse.newBuilder()
                .setHeader(BlobHeader.newBuilder().setDigest(digest.hex()).setSize(size))
                .build());
    }

    private void end() {
        over = true;
        InputStream current = in;
        in = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                // Nothing was written to it, so nothing is lost.
            }
        }
    }
}
