package io.verdigrid.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Channel;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import io.verdigrid.protocol.blob.v1.BlobHeader;
import io.verdigrid.protocol.blob.v1.BlobServiceGrpc;
import io.verdigrid.protocol.blob.v1.DownloadRequest;
import io.verdigrid.protocol.blob.v1.DownloadResponse;
import io.verdigrid.protocol.blob.v1.FindMissingRequest;
import io.verdigrid.protocol.blob.v1.UploadRequest;
import io.verdigrid.protocol.blob.v1.UploadResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Moves blobs to and from a coordinator, as streams; no blob is ever whole in memory but by {@link #read}.
 *
 * <p>Thread-safe. Each method blocks; failures of the connection are StatusRuntimeExceptions.
 */
public final class BlobClient {
    private static final int DIGESTS_PER_REQUEST = 5000;

    private final Channel channel;

    /** A client over this channel, which stays the caller's. */
    public BlobClient(Channel channel) {
        this.channel = channel;
    }

    /** Opens a blob's bytes; the caller closes them. */
    @FunctionalInterface
    public interface Opener {
        /** The bytes from the first on. */
        InputStream open() throws IOException;
    }

    /** A blob to upload. */
    public record Source(Digest digest, long size, Opener content) {}

    /** Takes downloaded blobs. */
    @FunctionalInterface
    public interface Sink {
        /** Where to write this blob; closed behind its last byte, and before the next is opened. */
        OutputStream open(Digest digest, long size) throws IOException;
    }

    /** Which of these the coordinator does not have, in their order. */
    public Set<Digest> missing(Collection<Digest> digests) {
        BlobServiceGrpc.BlobServiceBlockingStub stub = BlobServiceGrpc.newBlockingStub(channel);
        Set<Digest> missing = new LinkedHashSet<>();
        List<Digest> all = new ArrayList<>(new LinkedHashSet<>(digests));
        for (int from = 0; from < all.size(); from += DIGESTS_PER_REQUEST) {
            FindMissingRequest.Builder request = FindMissingRequest.newBuilder();
            all.subList(from, Math.min(all.size(), from + DIGESTS_PER_REQUEST))
                    .forEach(digest -> request.addDigests(digest.hex()));
            stub.findMissing(request.build()).getMissingList().forEach(hex -> missing.add(new Digest(hex)));
        }
        return missing;
    }

    /** Uploads these blobs in one call. A file that changed since it was hashed is refused by the coordinator. */
    public void upload(List<Source> sources) throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        BlockingClientCall<UploadRequest, UploadResponse> call =
                BlobServiceGrpc.newBlockingV2Stub(channel).upload();
        try {
            for (Source source : sources) {
                if (!send(call, source)) {
                    break;
                }
            }
            call.halfClose();
            if (call.read() == null) {
                throw new IOException("the coordinator ended an upload without an answer");
            }
        } catch (StatusException e) {
            throw new StatusRuntimeException(e.getStatus(), e.getTrailers());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.cancel("interrupted", e);
            throw new IOException("interrupted while uploading", e);
        } catch (IOException | RuntimeException e) {
            call.cancel("the uploader failed", e);
            throw e;
        }
    }

    /** Whether the call still takes more; if not, reading its answer throws what ended it. */
    private static boolean send(BlockingClientCall<UploadRequest, UploadResponse> call, Source source)
            throws IOException, InterruptedException, StatusException {
        BlobHeader header = BlobHeader.newBuilder()
                .setDigest(source.digest().hex())
                .setSize(source.size())
                .build();
        if (!call.write(UploadRequest.newBuilder().setHeader(header).build())) {
            return false;
        }
        try (InputStream in = source.content().open()) {
            for (byte[] chunk = in.readNBytes(Protocol.CHUNK_BYTES);
                    chunk.length > 0;
                    chunk = in.readNBytes(Protocol.CHUNK_BYTES)) {
                ByteString data = UnsafeByteOperations.unsafeWrap(chunk);
                if (!call.write(UploadRequest.newBuilder().setData(data).build())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Downloads these blobs in their order in one call; throws an IOException for bytes of another digest. */
    public void download(List<Digest> digests, Sink sink) throws IOException {
        if (digests.isEmpty()) {
            return;
        }
        DownloadRequest.Builder request = DownloadRequest.newBuilder();
        digests.forEach(digest -> request.addDigests(digest.hex()));
        BlockingClientCall<?, DownloadResponse> call =
                BlobServiceGrpc.newBlockingV2Stub(channel).download(request.build());
        try {
            Incoming incoming = new Incoming(sink);
            for (DownloadResponse part = call.read(); part != null; part = call.read()) {
                if (part.hasHeader()) {
                    incoming.begin(part.getHeader());
                } else {
                    incoming.take(part.getData());
                }
            }
            incoming.end();
        } catch (StatusException e) {
            throw new StatusRuntimeException(e.getStatus(), e.getTrailers());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.cancel("interrupted", e);
            throw new IOException("interrupted while downloading", e);
        } catch (IOException | RuntimeException e) {
            call.cancel("the downloader failed", e);
            throw e;
        }
    }

    /** A small blob's bytes. */
    public byte[] read(Digest digest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        download(List.of(digest), (ignored, size) -> bytes);
        return bytes.toByteArray();
    }

    /** The blob that is coming in; checks size and digest at its end. */
    private static final class Incoming {
        private final Sink sink;
        private final MessageDigest sha = Digest.sha256();
        private OutputStream out = OutputStream.nullOutputStream();
        private BlobHeader header = BlobHeader.getDefaultInstance();
        private long left;

        Incoming(Sink sink) {
            this.sink = sink;
        }

        void begin(BlobHeader next) throws IOException {
            end();
            header = next;
            left = next.getSize();
            out = sink.open(new Digest(next.getDigest()), next.getSize());
        }

        void take(ByteString data) throws IOException {
            left -= data.size();
            data.writeTo(out);
            for (java.nio.ByteBuffer buffer : data.asReadOnlyByteBufferList()) {
                sha.update(buffer);
            }
        }

        void end() throws IOException {
            out.close();
            Digest found = Digest.finish(sha);
            if (!header.getDigest().isEmpty() && (left != 0 || !found.hex().equals(header.getDigest()))) {
                throw new IOException("blob " + header.getDigest() + " arrived with other bytes: digest " + found + ", "
                        + (header.getSize() - left) + " of " + header.getSize() + " bytes");
            }
        }
    }
}
