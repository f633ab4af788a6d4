package io.verdigrid.cli.bundle;

import io.verdigrid.protocol.BlobClient;
import java.io.IOException;

/** Brings a bundle to a coordinator, but for what it has already. */
public final class BundleUpload {
    private BundleUpload() {}

    /** Told as bytes leave. */
    @FunctionalInterface
    public interface Progress {
        /** So many of so many bytes are sent. */
        void sent(long bytes, long of);
    }

    /** What travelled. */
    public record Sent(int blobs, long bytes) {}

    /** Uploads what the coordinator lacks, the manifest last; blocks. Connection failures are StatusRuntimeExceptions. */
    public static Sent upload(Bundle bundle, BlobClient client, Progress progress) throws IOException {
        throw new UnsupportedOperationException("not built yet");
    }
}
