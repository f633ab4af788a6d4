package io.verdigrid.coordinator.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.coordinator.store.BlobRefusal;
import io.verdigrid.coordinator.store.BlobStore;
import io.verdigrid.coordinator.store.BlobWriter;
import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.protocol.BundleManifest.ClasspathEntry;
import io.verdigrid.protocol.BundleManifestText;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs come whole or not at all, and stay within their bound. */
final class FileBlobsTest {
    private static final BlobLimits LIMITS = new BlobLimits(1_000, 10_000);

    @TempDir
    Path dataDir = Path.of("");

    private final Clock clock = new Clock();
    private BlobsInUse.Use use = BlobsInUse.NONE.now();

    /** A clock that each test sets. */
    private static final class Clock implements TimeSource {
        private long now = 1_000_000_000;

        @Override
        public long epochMillis() {
            return now;
        }

        @Override
        public long nanos() {
            return now * 1_000_000;
        }

        @Override
        public void sleep(Duration duration) {
            now += duration.toMillis();
        }
    }

    private FileBlobs open() throws IOException {
        return FileBlobs.open(dataDir, LIMITS, () -> use, clock);
    }

    private static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private Digest put(BlobStore blobs, byte[] content) throws IOException {
        Digest digest = Digest.of(content);
        try (BlobWriter writer = blobs.create(digest, content.length)) {
            writer.write(ByteBuffer.wrap(content, 0, content.length / 2));
            writer.write(ByteBuffer.wrap(content, content.length / 2, content.length - content.length / 2));
            writer.finish();
        }
        clock.sleep(Duration.ofMinutes(5));
        return digest;
    }

    private static String read(BlobStore blobs, Digest digest) throws IOException {
        try (InputStream in = blobs.open(digest)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] large(int seed) {
        byte[] content = new byte[1_000];
        content[0] = (byte) seed;
        return content;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(dataDir)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aBlobIsThereOnceItIsFinishedAndAfterARestart() throws IOException {
        FileBlobs blobs = open();
        Digest other = Digest.of("other");
        Digest digest = put(blobs, bytes("hello"));
        Digest empty = put(blobs, new byte[0]);

        assertThat(blobs.missing(List.of(digest, other, empty))).containsExactly(other);
        FileBlobs again = open();
        assertThat(again.missing(List.of(other, digest, empty))).containsExactly(other);
        assertThat(read(again, digest)).isEqualTo("hello");
        assertThat(read(again, empty)).isEmpty();
        assertThat(again.size(digest)).hasValue(5);
        assertThat(again.size(other)).isEmpty();
        assertThatThrownBy(() -> again.open(other))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(other.hex());
    }

    @Test
    void aBlobWithOtherBytesIsRefused() throws IOException {
        FileBlobs blobs = open();
        Digest digest = Digest.of("hello");
        try (BlobWriter writer = blobs.create(digest, 5)) {
            writer.write(ByteBuffer.wrap(bytes("hallo")));
            assertThatThrownBy(writer::finish)
                    .isInstanceOf(BlobRefusal.class)
                    .hasMessageContaining(digest.hex())
                    .hasMessageContaining(Digest.of("hallo").hex());
        }
        try (BlobWriter writer = blobs.create(digest, 4)) {
            assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(bytes("hello"))))
                    .isInstanceOf(BlobRefusal.class)
                    .hasMessageContaining("4");
        }
        try (BlobWriter writer = blobs.create(digest, 6)) {
            writer.write(ByteBuffer.wrap(bytes("hello")));
            assertThatThrownBy(writer::finish).isInstanceOf(BlobRefusal.class).hasMessageContaining("5 of the 6");
        }

        assertThat(blobs.missing(List.of(digest))).containsExactly(digest);
        assertThat(files()).isEmpty();
    }

    @Test
    void aBlobOverTheLimitIsRefusedBeforeItsBytesCome() throws IOException {
        FileBlobs blobs = open();

        assertThatThrownBy(() -> blobs.create(Digest.of("x"), 1_001))
                .isInstanceOf(BlobRefusal.class)
                .hasMessageContaining("1001")
                .hasMessageContaining("1000")
                .extracting(e -> ((BlobRefusal) e).kind())
                .isEqualTo(BlobRefusal.Kind.TOO_LARGE);
        assertThat(blobs.maxBlobSize()).isEqualTo(1_000);
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAtTheStart() throws IOException {
        open().create(Digest.of("hello"), 5).write(ByteBuffer.wrap(bytes("hel")));
        assertThat(files()).hasSize(1);

        assertThat(open().missing(List.of(Digest.of("hello")))).hasSize(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void theLeastRecentlyUsedMakesRoom() throws IOException {
        FileBlobs blobs = open();
        Digest oldest = put(blobs, large(0));
        Digest second = put(blobs, large(1));
        Digest third = put(blobs, large(2));
        Digest fourth = put(blobs, large(3));
        for (int i = 4; i < 10; i++) {
            put(blobs, large(i));
        }
        assertThat(blobs.missing(List.of(oldest))).isEmpty();
        clock.sleep(Duration.ofMinutes(5));

        FileBlobs again = open();
        put(again, large(10));

        // A tenth of the limit is freed beside what was needed.
        assertThat(again.missing(List.of(oldest, second, third, fourth))).containsExactly(second, third);
        assertThat(files()).hasSize(9);
    }

    @Test
    void aBlobThatGoesWhileItIsReadCanBeReadToItsEnd() throws IOException {
        FileBlobs blobs = open();
        Digest first = put(blobs, large(0));
        try (InputStream in = blobs.open(first)) {
            for (int i = 1; i <= 20; i++) {
                put(blobs, large(i));
            }
            assertThat(blobs.missing(List.of(first))).containsExactly(first);
            assertThat(in.readAllBytes()).isEqualTo(large(0));
        }
    }

    @Test
    void whatAnOpenBuildsBundleNamesStays() throws IOException {
        FileBlobs blobs = open();
        byte[] jar = large(0);
        byte[] inFolder = large(1);
        byte[] inWorkdir = large(2);
        BundleManifest manifest = new BundleManifest(
                List.of(
                        new ClasspathEntry.Jar("a.jar", Digest.of(jar), 1_000),
                        new ClasspathEntry.Folder("classes", List.of(file("A.class", inFolder)))),
                List.of(file("data.txt", inWorkdir)),
                List.of(),
                new TreeMap<>(),
                "");
        List<Digest> kept = List.of(
                put(blobs, jar),
                put(blobs, inFolder),
                put(blobs, inWorkdir),
                put(blobs, BundleManifestText.write(manifest)));
        use = new BlobsInUse.Use(Set.of(kept.get(3)), Long.MAX_VALUE);

        for (int i = 10; i < 30; i++) {
            put(blobs, large(i));
        }

        assertThat(blobs.missing(kept)).isEmpty();
    }

    private static TreeEntry.File file(String path, byte[] content) {
        return new TreeEntry.File(path, Digest.of(content), content.length, false);
    }

    @Test
    void whenAllIsInUseABlobIsRefused() throws IOException {
        FileBlobs blobs = open();
        for (int i = 0; i < 10; i++) {
            put(blobs, large(i));
        }
        use = new BlobsInUse.Use(Set.of(), 0);

        assertThatThrownBy(() -> blobs.create(Digest.of("x"), 1))
                .isInstanceOf(BlobRefusal.class)
                .hasMessageContaining("10000")
                .extracting(e -> ((BlobRefusal) e).kind())
                .isEqualTo(BlobRefusal.Kind.NO_ROOM);
    }

    @Test
    void roomIsKeptForBlobsThatAreBeingWritten() throws IOException {
        FileBlobs blobs = open();
        BlobWriter first = blobs.create(Digest.of("x"), 1_000);
        for (int i = 0; i < 9; i++) {
            put(blobs, large(i));
        }
        use = new BlobsInUse.Use(Set.of(), 0);
        assertThatThrownBy(() -> blobs.create(Digest.of("y"), 1)).isInstanceOf(BlobRefusal.class);

        first.close();

        try (BlobWriter second = blobs.create(Digest.of("y"), 1)) {
            second.write(ByteBuffer.wrap(bytes("y")));
            second.finish();
        }
        assertThat(blobs.missing(List.of(Digest.of("y")))).isEmpty();
    }

    @Test
    void aFileThatSomebodyTookAwayIsMissing() throws IOException {
        FileBlobs blobs = open();
        Digest digest = put(blobs, bytes("hello"));
        Files.delete(files().get(0));

        assertThat(blobs.missing(List.of(digest))).containsExactly(digest);
        assertThat(read(blobs, put(blobs, bytes("hello")))).isEqualTo("hello");
    }

    @Test
    void limitsMustFitEachOther() {
        assertThatThrownBy(() -> new BlobLimits(10, 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10")
                .hasMessageContaining("9");
    }

    @Test
    void whatNobodyUsedForLongGoesButForWhatAnOpenBuildNeeds() throws IOException {
        FileBlobs blobs = open();
        Digest old = put(blobs, bytes("old"));
        Digest needed = put(blobs, bytes("needed"));
        Digest agent = put(blobs, bytes("agent"));
        BundleManifest manifest = new BundleManifest(
                List.of(),
                List.of(file("f", bytes("needed"))),
                List.of(),
                new TreeMap<>(),
                "",
                List.of(new ClasspathEntry.Jar("agent.jar", agent, 5)),
                ".");
        Digest bundle = put(blobs, BundleManifestText.write(manifest));
        use = new BlobsInUse.Use(Set.of(bundle), Long.MAX_VALUE);
        long since = clock.epochMillis();
        Digest young = put(blobs, bytes("young"));

        assertThat(blobs.drop(since, 9)).isEqualTo(1);
        assertThat(blobs.drop(since, 9)).isZero();
        assertThat(blobs.missing(List.of(old, needed, agent, bundle, young))).containsExactly(old);
        assertThat(blobs.bytes()).isEqualTo(6 + 5 + 5 + BundleManifestText.write(manifest).length);
    }

    @Test
    void atMostSoManyGoAtOnceAndNoneThatAnOpenBuildMayHavePrinted() throws IOException {
        FileBlobs blobs = open();
        for (int i = 0; i < 5; i++) {
            put(blobs, bytes("blob " + i));
        }

        assertThat(blobs.drop(clock.epochMillis(), 2)).isEqualTo(2);
        use = new BlobsInUse.Use(Set.of(), 0);
        assertThat(blobs.drop(clock.epochMillis(), 9)).isZero();
    }
}
