package io.verdigrid.cli.run;

import io.grpc.StatusRuntimeException;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.BlobRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Stack traces of attempts, the long ones from their blobs; one that cannot be had is empty.
 *
 * <p>Not thread-safe. Keeps the last few blobs: failures of one time stand in one blob.
 */
public final class Stacks {
    private static final int KEPT = 4;

    private final BlobClient blobs;
    private final Map<String, byte[]> kept = new LinkedHashMap<>();

    /** Fetches with this client. */
    public Stacks(BlobClient blobs) {
        this.blobs = blobs;
    }

    /** The attempt's stack trace. */
    public String of(Attempt attempt) {
        BlobRange range = attempt.getFailure().getStackBlob();
        if (range.getDigest().isEmpty()) {
            return attempt.getFailure().getStack();
        }
        try {
            byte[] blob = blob(range.getDigest());
            int from = (int) Math.min(blob.length, range.getOffset());
            int length = (int) Math.min(blob.length - from, range.getLength());
            return new String(blob, from, length, StandardCharsets.UTF_8);
        } catch (IOException | StatusRuntimeException gone) {
            return "";
        }
    }

    private byte[] blob(String digest) throws IOException {
        byte[] blob = kept.get(digest);
        if (blob == null) {
            blob = blobs.read(new Digest(digest));
            if (kept.size() >= KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            kept.put(digest, blob);
        }
        return blob;
    }
}
