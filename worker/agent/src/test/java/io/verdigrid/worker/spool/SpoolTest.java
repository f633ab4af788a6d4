package io.verdigrid.worker.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final int ALL = 1000;

    @TempDir
    private Path dir;

    @Test
    void numbersRiseByOneFromOne() throws IOException {
        try (Spool spool = Spool.open(dir)) {
            assertThat(spool.append(bodies("a", "b"))).isEqualTo(2);
            assertThat(spool.append(bodies("c"))).isEqualTo(3);
            assertThat(texts(spool, 1)).containsExactly("1 a", "2 b", "3 c");
        }
    }

    @Test
    void whatWasNotAcknowledgedIsThereAfterAStart() throws IOException {
        // No close: as after a kill.
        Spool killed = Spool.open(dir);
        killed.append(bodies("a", "b"));
        try (Spool spool = Spool.open(dir)) {
            assertThat(texts(spool, 1)).containsExactly("1 a", "2 b");
            assertThat(spool.append(bodies("c"))).isEqualTo(3);
        }
    }

    @Test
    void numbersGoOnWhenAllWasAcknowledged() throws IOException {
        try (Spool spool = Spool.open(dir)) {
            spool.append(bodies("a", "b"));
            spool.acknowledge(2);
            assertThat(spool.isSettled()).isTrue();
        }
        try (Spool spool = Spool.open(dir)) {
            assertThat(spool.isSettled()).isTrue();
            assertThat(texts(spool, 1)).isEmpty();
            assertThat(spool.append(bodies("c"))).isEqualTo(3);
        }
    }

    @Test
    void aTornLastRecordIsDropped() throws IOException {
        Spool killed = Spool.open(dir);
        killed.append(bodies("first", "second"));
        killed.close();
        Path file = files().get(0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(file) - 1);
        }
        try (Spool spool = Spool.open(dir)) {
            assertThat(texts(spool, 1)).containsExactly("1 first");
            assertThat(spool.append(bodies("again"))).isEqualTo(2);
            assertThat(texts(spool, 2)).containsExactly("2 again");
        }
    }

    @Test
    void aRecordWithOtherBytesIsDropped() throws IOException {
        Spool killed = Spool.open(dir);
        killed.append(bodies("first", "second"));
        killed.close();
        Path file = files().get(0);
        byte[] content = Files.readAllBytes(file);
        content[content.length - 1] ^= 1;
        Files.write(file, content);
        try (Spool spool = Spool.open(dir)) {
            assertThat(texts(spool, 1)).containsExactly("1 first");
        }
    }

    @Test
    void acknowledgedFilesGo() throws IOException {
        try (Spool spool = Spool.open(dir, 100)) {
            for (int i = 0; i < 50; i++) {
                spool.append(bodies("record number " + i));
            }
            assertThat(files()).hasSizeGreaterThan(5);
            spool.acknowledge(45);
            assertThat(files()).hasSizeLessThan(4);
            assertThat(texts(spool, 1)).first().isEqualTo("46 record number 45");
            spool.acknowledge(50);
            assertThat(files()).hasSize(1);
            assertThat(Files.size(files().get(0))).isZero();
        }
    }

    @Test
    void readsInPortions() throws IOException {
        try (Spool spool = Spool.open(dir, 100)) {
            List<byte[]> many = IntStream.range(0, 30)
                    .mapToObj(i -> ("r" + i).getBytes(UTF_8))
                    .toList();
            spool.append(many);
            assertThat(spool.read(1, 10, ALL)).hasSize(10);
            assertThat(spool.read(1, 10, 5)).hasSize(2);
            assertThat(spool.read(1, 10, 1)).hasSize(1);
            assertThat(spool.read(29, 10, ALL)).hasSize(2);
        }
    }

    private static List<byte[]> bodies(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
    }

    private static List<String> texts(Spool spool, long from) throws IOException {
        return spool.read(from, ALL, 1 << 20).stream()
                .map(kept -> kept.sequence() + " " + new String(kept.body(), UTF_8))
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.sorted().toList();
        }
    }
}
