package io.verdigrid.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.protocol.Digest;
import io.verdigrid.worker.model.NotAble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobCacheTest {
    @TempDir
    private Path dir;

    private final FakeBlobs blobs = new FakeBlobs();

    @Test
    void fetchesWhatIsMissingOnce() throws Exception {
        Digest one = blobs.put("one");
        Digest two = blobs.put("two");
        BlobCache cache = cache(100);
        cache.hold(sizes(one, two), () -> false);
        cache.hold(sizes(two), () -> false);
        assertThat(blobs.asked).containsExactly(one, two);
        assertThat(cache.file(two)).hasContent("two");
        assertThat(cache.size()).isEqualTo(6);
    }

    @Test
    void keepsItsBlobsOverAStart() throws Exception {
        Digest one = blobs.put("one");
        cache(100).hold(sizes(one), () -> false);
        cache(100).hold(sizes(one), () -> false);
        assertThat(blobs.asked).containsExactly(one);
    }

    @Test
    void twoThatWantTheSameBlobWaitForOneDownload() throws Exception {
        Digest one = blobs.put("one");
        List<Runnable> started = new ArrayList<>();
        BlobCache cache = new BlobCache(dir, 100, blobs, started::add);
        CompletableFuture<Boolean> first = heldBy(cache, one);
        CompletableFuture<Boolean> second = heldBy(cache, one);
        while (cache.contents().isEmpty() || started.isEmpty()) {
            Thread.onSpinWait();
        }
        started.get(0).run();
        assertThat(first.get()).isTrue();
        assertThat(second.get()).isTrue();
        assertThat(blobs.asked).containsExactly(one);
    }

    @Test
    void refusesOtherBytesAndKeepsNothingOfThem() throws Exception {
        Digest one = blobs.put("one");
        blobs.spoil(one, "won");
        BlobCache cache = cache(100);
        assertThatThrownBy(() -> cache.hold(sizes(one), () -> false))
                .isInstanceOf(NotAble.class)
                .hasMessageContaining("other bytes");
        assertThat(cache.contents()).isEmpty();
        assertThat(cache.size()).isZero();
        assertThat(filesUnder(dir)).isEmpty();
    }

    @Test
    void namesABlobThatIsNotThereAndCanTryAgain() throws Exception {
        Digest one = blobs.put("one");
        blobs.lose(one);
        BlobCache cache = cache(100);
        assertThatThrownBy(() -> cache.hold(sizes(one), () -> false)).hasMessageContaining(one.hex());
        blobs.put("one");
        cache.hold(sizes(one), () -> false);
        assertThat(cache.file(one)).hasContent("one");
    }

    @Test
    void evictsWhatWasUsedLongestAgoButNothingHeld() throws Exception {
        Digest held = blobs.put("held");
        Digest old = blobs.put("old-");
        Digest young = blobs.put("yng-");
        Digest fresh = blobs.put("new-");
        BlobCache cache = cache(12);
        cache.hold(sizes(held), () -> false);
        cache.hold(sizes(old, young), () -> false);
        cache.release(List.of(old, young));
        cache.hold(sizes(fresh), () -> false);
        assertThat(cache.contents()).containsExactlyInAnyOrder(held, young, fresh);
        assertThat(Files.exists(cache.file(old))).isFalse();
        assertThat(cache.size()).isEqualTo(12);
    }

    @Test
    void refusesMoreThanItMayHold() throws Exception {
        Digest one = blobs.put("one");
        BlobCache cache = cache(2);
        assertThatThrownBy(() -> cache.hold(Map.of(one, 3L), () -> false))
                .hasMessageContaining("3 bytes")
                .hasMessageContaining("may hold 2");
    }

    @Test
    void aNamedBlobIsThatBlob() throws Exception {
        Digest one = blobs.put("one");
        BlobCache cache = cache(100);
        cache.hold(sizes(one), () -> false);
        Path jar = cache.named(one, "library-1.0.jar");
        assertThat(jar).hasFileName("library-1.0.jar").hasContent("one");
        assertThat(cache.named(one, "library-1.0.jar")).isEqualTo(jar);
    }

    private BlobCache cache(long limit) throws IOException {
        return new BlobCache(dir, limit, blobs, Runnable::run);
    }

    private static CompletableFuture<Boolean> heldBy(BlobCache cache, Digest digest) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                cache.hold(sizes(digest), () -> false);
                return true;
            } catch (NotAble e) {
                return false;
            }
        });
    }

    private static Map<Digest, Long> sizes(Digest... digests) {
        Map<Digest, Long> sizes = new LinkedHashMap<>();
        Stream.of(digests).forEach(digest -> sizes.put(digest, 4L));
        return sizes;
    }

    private static List<Path> filesUnder(Path dir) throws IOException {
        try (Stream<Path> walk = Files.walk(dir)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
