package io.verdigrid.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestCacheTest {
    private static final long NOW = 1_700_000_000_000L;

    @TempDir
    Path temp;

    private Path file;

    @BeforeEach
    void makeAnOldFile() throws IOException {
        file = temp.resolve("a file.txt");
        write("one", NOW - 60_000);
    }

    @Test
    void aFileIsReadOnce() throws IOException {
        try (DigestCache first = open()) {
            assertThat(digest(first)).isEqualTo(Digest.of("one"));
            assertThat(first.hashed()).isEqualTo(1);
        }
        try (DigestCache second = open()) {
            assertThat(digest(second)).isEqualTo(Digest.of("one"));
            assertThat(second.hashed()).isZero();
        }
    }

    @Test
    void anotherTimeOrSizeIsAnotherFile() throws IOException {
        try (DigestCache cache = open()) {
            digest(cache);
            write("two", NOW - 50_000);
            assertThat(digest(cache)).isEqualTo(Digest.of("two"));
            write("three", NOW - 50_000);
            assertThat(digest(cache)).isEqualTo(Digest.of("three"));
        }
    }

    @Test
    void anotherFileInItsPlaceIsAnotherFile() throws IOException {
        try (DigestCache cache = open()) {
            digest(cache);
            Path other = temp.resolve("other");
            Files.writeString(other, "new");
            Files.setLastModifiedTime(other, FileTime.fromMillis(NOW - 60_000));
            Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(digest(cache)).isEqualTo(Digest.of("new"));
        }
    }

    @Test
    void whatChangedJustNowIsNotRemembered() throws IOException {
        write("one", NOW - 1_000);
        try (DigestCache cache = open()) {
            digest(cache);
            write("two", NOW - 1_000);
            assertThat(digest(cache)).isEqualTo(Digest.of("two"));
            assertThat(cache.hashed()).isEqualTo(2);
        }
    }

    @Test
    void whatChangesWhileItIsReadIsRefused() throws IOException {
        BasicFileAttributes before = Files.readAttributes(file, BasicFileAttributes.class);
        write("grown", NOW - 60_000);
        try (DigestCache cache = open()) {
            assertThatThrownBy(() -> cache.digest(file, before)).hasMessage("it changed while it was read");
        }
    }

    @Test
    void aBrokenCacheIsAnEmptyOne() throws IOException {
        Files.writeString(temp.resolve("digests"), "verdigrid-digests 1 5\nnonsense\n");
        try (DigestCache cache = open()) {
            assertThat(digest(cache)).isEqualTo(Digest.of("one"));
        }
        try (DigestCache cache = open()) {
            digest(cache);
            assertThat(cache.hashed()).isZero();
        }
    }

    private DigestCache open() {
        return DigestCache.open(temp.resolve("digests"), new StoppedClock());
    }

    private Digest digest(DigestCache cache) throws IOException {
        return cache.digest(file, Files.readAttributes(file, BasicFileAttributes.class));
    }

    private void write(String content, long modifiedMs) throws IOException {
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(modifiedMs));
    }

    private static final class StoppedClock implements TimeSource {
        @Override
        public long epochMillis() {
            return NOW;
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void sleep(Duration duration) {}
    }
}
