package io.verdigrid.coordinator.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.coordinator.ledger.LedgerFailure;
import io.verdigrid.coordinator.model.VerdictCounts;
import io.verdigrid.coordinator.store.RecordedAttempt;
import io.verdigrid.protocol.TimeSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process with the store open is killed in the middle of its commits, several times on the same data. */
@Timeout(120)
final class KilledTest {
    @TempDir
    Path temporary = Path.of("");

    @Test
    void everyAcknowledgedCommandIsThereAndNoHalfOne() throws IOException, InterruptedException {
        Path dataDir = temporary.resolve("data");
        Files.createDirectory(temporary.resolve("tmp"));
        int acknowledged = 0;
        int from = 0;
        for (int round = 1; round <= 3; round++) {
            acknowledged = runAndKill(dataDir, from, from + 100 * round);
            try (RocksStore store = RocksStore.open(dataDir, TimeSource.system())) {
                assertThat(store.ledger().epoch()).isEqualTo(2L * round);
                from = assertWhole(store, acknowledged) + 1;
            }
        }
        assertThat(temporary.resolve("tmp"))
                .as("RocksDB's library is not left behind")
                .isEmptyDirectory();
    }

    /** Gives the last number that it said was durable. */
    private int runAndKill(Path dataDir, int from, int until) throws IOException, InterruptedException {
        Process process = start(dataDir, from);
        int last = -1;
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                // The last line may be cut off.
                last = Math.max(last, Integer.parseInt(line));
                if (last == until) {
                    assertLocked(dataDir, process.pid());
                    // Unlike the process, its handle leaves the rest of the output readable.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(last).as("acknowledged before the kill").isGreaterThanOrEqualTo(until);
        return last;
    }

    private Process start(Path dataDir, int from) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + temporary.resolve("tmp"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Committer.class.getName(),
                        dataDir.toString(),
                        Integer.toString(from))
                .redirectError(temporary.resolve("stderr-" + from).toFile())
                .start();
    }

    private static void assertLocked(Path dataDir, long pid) {
        assertThatThrownBy(() -> RocksStore.open(dataDir, TimeSource.system()))
                .isInstanceOf(LedgerFailure.class)
                .hasMessage("data folder " + dataDir + " is in use by another process, number " + pid);
    }

    /** Gives the last number that is there: it may not have been acknowledged. */
    private static int assertWhole(RocksStore store, int acknowledged) {
        List<RecordedAttempt> attempts = store.builds().attempts("b1", 0, Integer.MAX_VALUE);
        assertThat(attempts)
                .extracting(RecordedAttempt::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, attempts.size()).boxed().toList());
        Map<Integer, Integer> testsOf = new TreeMap<>();
        for (RecordedAttempt attempt : attempts) {
            int number = Integer.parseInt(attempt.test().className().substring("p.C".length()));
            testsOf.merge(number, 1, Integer::sum);
        }
        assertThat(testsOf.values()).containsOnly(Committer.TESTS);
        assertThat(testsOf.keySet()).contains(acknowledged).hasSizeGreaterThan(acknowledged);
        VerdictCounts counts = store.builds().build("b1").orElseThrow().counts();
        assertThat(counts.planned()).isEqualTo(attempts.size());
        return testsOf.size() - 1;
    }

    @Test
    void theVersionIsWrittenBeforeTheData() throws IOException {
        RocksStore.open(temporary, TimeSource.system()).close();

        assertThat(Files.readString(temporary.resolve("verdigrid-data"))).isEqualTo("verdigrid-data 1\n");
    }
}
