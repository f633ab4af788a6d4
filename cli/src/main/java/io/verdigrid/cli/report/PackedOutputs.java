package io.verdigrid.cli.report;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.common.v1.BlobRange;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Blobs that hold many outputs each: each is downloaded once, some at a time, kept in a temporary folder while ranges of it
 * are still wanted, and deleted behind the last.
 *
 * <p>Not thread-safe. A blob that the coordinator no longer has reads as one line that says so.
 */
final class PackedOutputs implements Outputs, AutoCloseable {
    private static final int AT_ONCE = 32;

    private final BlobClient client;
    private final Path folder;
    private final Map<String, Integer> uses = new LinkedHashMap<>();
    private final Set<String> gone = new HashSet<>();

    /** Ranges in the order in which they will be read, each as often as it will be. */
    PackedOutputs(BlobClient client, Collection<BlobRange> wanted) throws IOException {
        this.client = client;
        this.folder = Files.createTempDirectory("verdigrid-outputs");
        wanted.forEach(range -> uses.merge(range.getDigest(), 1, Integer::sum));
    }

    @Override
    public InputStream open(BlobRange range) throws IOException {
        String digest = range.getDigest();
        if (!gone.contains(digest) && !Files.exists(file(digest))) {
            fetch(digest);
        }
        if (gone.contains(digest)) {
            return new ByteArrayInputStream(("(the coordinator no longer has this output: blob " + digest + ")\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(file(digest)));
        in.skipNBytes(range.getOffset());
        return new Limited(in, range.getLength());
    }

    @Override
    public void done(BlobRange range) throws IOException {
        Integer left = uses.computeIfPresent(range.getDigest(), (digest, n) -> n - 1);
        if (left != null && left <= 0) {
            uses.remove(range.getDigest());
            Files.deleteIfExists(file(range.getDigest()));
        }
    }

    private void fetch(String first) throws IOException {
        List<Digest> batch = new ArrayList<>();
        batch.add(new Digest(first));
        for (String next : uses.keySet()) {
            if (batch.size() < AT_ONCE && !next.equals(first) && !gone.contains(next) && !Files.exists(file(next))) {
                batch.add(new Digest(next));
            }
        }
        try {
            download(batch);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
            for (Digest missing : client.missing(batch)) {
                gone.add(missing.hex());
            }
            batch.removeIf(digest -> gone.contains(digest.hex()) || Files.exists(file(digest.hex())));
            download(batch);
        }
    }

    private void download(List<Digest> batch) throws IOException {
        List<Path> arriving = new ArrayList<>();
        client.download(batch, (digest, size) -> {
            settle(arriving);
            Path part = folder.resolve(digest.hex() + ".part");
            arriving.add(part);
            return Files.newOutputStream(part);
        });
        settle(arriving);
    }

    /** A blob counts as there only when all of it has arrived and its digest was right. */
    private static void settle(List<Path> arriving) throws IOException {
        for (Path part : arriving) {
            String name = part.getFileName().toString();
            Files.move(part, part.resolveSibling(name.substring(0, name.length() - ".part".length())));
        }
        arriving.clear();
    }

    private Path file(String digest) {
        return folder.resolve(digest);
    }

    @Override
    public void close() throws IOException {
        List<Path> left;
        try (var files = Files.list(folder)) {
            left = files.toList();
        }
        for (Path file : left) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    /** The first bytes of another stream. */
    private static final class Limited extends InputStream {
        private final InputStream in;
        private long left;

        Limited(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            if (left <= 0) {
                return -1;
            }
            left--;
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return length == 0 ? 0 : -1;
            }
            int n = in.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
