package io.verdigrid.worker.sync;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.worker.cache.BlobSource;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Blobs of the coordinator; a coordinator that is away for a minute is waited for. Thread-safe. */
public final class CoordinatorBlobs implements BlobSource {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int TRIES = 120;

    private final BlobClient client;
    private final TimeSource time;

    /** Downloads through this client. */
    public CoordinatorBlobs(BlobClient client, TimeSource time) {
        this.client = client;
        this.time = time;
    }

    @Override
    public void download(List<Digest> digests, Sink sink) throws IOException {
        Set<Digest> here = new HashSet<>();
        for (int attempt = 1; ; attempt++) {
            try {
                client.download(
                        digests.stream()
                                .filter(digest -> !here.contains(digest))
                                .toList(),
                        (digest, size) -> new Counted(sink.open(digest, size), digest, here));
                return;
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() != Status.Code.UNAVAILABLE || attempt >= TRIES) {
                    throw new IOException(sentence(e.getStatus()), e);
                }
                pause();
            }
        }
    }

    private void pause() throws IOException {
        try {
            time.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the coordinator", e);
        }
    }

    private static String sentence(Status status) {
        String description = status.getDescription();
        return "the coordinator says " + status.getCode() + (description == null ? "" : ": " + description);
    }

    private static final class Counted extends FilterOutputStream {
        private final Digest digest;
        private final Set<Digest> here;

        Counted(OutputStream out, Digest digest, Set<Digest> here) {
            super(out);
            this.digest = digest;
            this.here = here;
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            out.write(data, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.close();
            here.add(digest);
        }
    }
}
