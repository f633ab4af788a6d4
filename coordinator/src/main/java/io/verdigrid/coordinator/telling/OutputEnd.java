package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BlobRange;
import io.verdigrid.coordinator.store.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of what a test wrote. Thread-safe. */
final class OutputEnd {
    private static final int BYTES = 4_096;
    private static final int LINES = 10;

    private final BlobStore blobs;

    OutputEnd(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** At most ten lines of standard error, or of standard output where there is none; empty: neither, or it is gone. */
    String of(Attempt attempt) {
        String errors = tail(attempt.stderr());
        return errors.isEmpty() ? tail(attempt.stdout()) : errors;
    }

    private String tail(@Nullable BlobRange range) {
        if (range == null || range.length() == 0) {
            return "";
        }
        long taken = Math.min(BYTES, range.length());
        try (InputStream in = blobs.open(range.digest())) {
            in.skipNBytes(range.offset() + range.length() - taken);
            String text = new String(in.readNBytes((int) taken), StandardCharsets.UTF_8);
            List<String> lines = text.lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException gone) {
            return "";
        }
    }
}
