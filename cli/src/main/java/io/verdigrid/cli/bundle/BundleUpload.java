package io.verdigrid.cli.bundle;

import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.Digest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
        Set<Digest> all = new LinkedHashSet<>(bundle.files().keySet());
        all.add(bundle.digest());
        List<BlobClient.Source> sources = new ArrayList<>();
        Counter counter = new Counter(progress);
        for (Digest digest : client.missing(all)) {
            BlobClient.Source source = source(bundle, digest, counter);
            counter.total += source.size();
            sources.add(source);
        }
        // A coordinator that has the manifest has the rest: the manifest goes last, also where an upload is cut short.
        sources.sort(java.util.Comparator.comparing(source -> source.digest().equals(bundle.digest())));
        client.upload(sources);
        return new Sent(sources.size(), counter.total);
    }

    private static BlobClient.Source source(Bundle bundle, Digest digest, Counter counter) throws IOException {
        if (digest.equals(bundle.digest())) {
            byte[] text = bundle.manifestText();
            return new BlobClient.Source(
                    digest, text.length, () -> new Counting(new ByteArrayInputStream(text), counter));
        }
        Path file = bundle.files().get(digest);
        if (file == null) {
            throw new IllegalArgumentException("the coordinator asks for a blob that is not of this bundle: " + digest);
        }
        return new BlobClient.Source(digest, Files.size(file), () -> new Counting(Files.newInputStream(file), counter));
    }

    private static final class Counter {
        private final Progress progress;
        private long total;
        private long sent;

        Counter(Progress progress) {
            this.progress = progress;
        }

        void add(long bytes) {
            if (bytes > 0) {
                sent += bytes;
                progress.sent(sent, total);
            }
        }
    }

    private static final class Counting extends FilterInputStream {
        private final Counter counter;

        Counting(InputStream in, Counter counter) {
            super(in);
            this.counter = counter;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            counter.add(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            counter.add(count);
            return count;
        }
    }
}
