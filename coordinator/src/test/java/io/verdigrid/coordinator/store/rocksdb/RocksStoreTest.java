package io.verdigrid.coordinator.store.rocksdb;

import static io.verdigrid.coordinator.store.Sample.commit;
import static io.verdigrid.coordinator.store.Sample.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.coordinator.ledger.LedgerFailure;
import io.verdigrid.coordinator.store.HistoryStore.Sort;
import io.verdigrid.coordinator.store.HistoryStore.TestQuery;
import io.verdigrid.coordinator.store.Sample;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a store in a folder can do, or refuse to do. */
final class RocksStoreTest {
    @TempDir
    Path temporary = Path.of("");

    private static RocksStore open(Path dataDir) {
        return RocksStore.open(dataDir, TimeSource.system());
    }

    private static void assertRefused(ThrowingCallable opening, String message) {
        assertThatThrownBy(opening).isInstanceOf(LedgerFailure.class).hasMessage(message);
    }

    @Test
    void whatWasAcknowledgedIsInACopyOfTheFolderTakenWhileItIsOpen() throws IOException {
        Path dataDir = temporary.resolve("data");
        Path copy = temporary.resolve("copy");
        try (RocksStore store = open(dataDir)) {
            for (int i = 0; i < 50; i++) {
                commit(store.ledger(), submit("b" + i, "s"));
            }
            copy(dataDir, copy);
        }
        try (RocksStore store = open(copy)) {
            assertThat(store.builds().builds("", "", 100)).hasSize(50);
            assertThat(store.ledger().epoch()).isEqualTo(2);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    @Test
    void aFolderIsOpenOnce() {
        Path dataDir = temporary.resolve("data");
        try (RocksStore first = open(dataDir)) {
            assertRefused(
                    () -> open(dataDir.resolve("../data")),
                    "data folder " + dataDir.resolve("../data") + " is open already in this process");
            commit(first.ledger(), submit("b1", "s"));
        }
        try (RocksStore again = open(dataDir)) {
            assertThat(again.builds().build("b1")).isPresent();
        }
    }

    @Test
    void dataOfANewerVersionIsLeftAlone() throws IOException {
        Path dataDir = temporary.resolve("data");
        open(dataDir).close();
        Files.writeString(dataDir.resolve("verdigrid-data"), "verdigrid-data 2\n");

        assertRefused(
                () -> open(dataDir),
                "data folder " + dataDir
                        + " is of a newer Verdigrid: its data has version 2, and this one reads up to 1");
    }

    @Test
    void aFolderThatIsNotOursIsLeftAlone() throws IOException {
        Path dataDir = temporary.resolve("data");
        open(dataDir).close();
        Path version = dataDir.resolve("verdigrid-data");
        Files.writeString(version, "something else");
        assertRefused(() -> open(dataDir), version + " does not say a version of Verdigrid's data");

        Files.delete(version);
        assertRefused(
                () -> open(dataDir),
                "data folder " + dataDir + " has a database but no file verdigrid-data, which says its version");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");

        assertRefused(() -> open(file), "data folder " + file + " is not a folder");
        assertThatThrownBy(() -> open(file.resolve("below")))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageStartingWith("cannot use data folder " + file.resolve("below") + ": ");
    }

    @Test
    void aDatabaseThatIsBrokenIsSaidToBe() throws IOException {
        Path dataDir = temporary.resolve("data");
        open(dataDir).close();
        Files.writeString(dataDir.resolve("db/CURRENT"), "MANIFEST-nonsense\n");

        assertThatThrownBy(() -> open(dataDir))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageStartingWith("cannot open data folder " + dataDir + ": ");
    }

    @Test
    void aClosedStoreAnswersWithAFailure() {
        Path dataDir = temporary.resolve("data");
        RocksStore store = open(dataDir);
        store.close();
        store.close();

        String closed = "data folder " + dataDir + " is closed";
        assertRefused(() -> store.builds().build("b1"), closed);
        assertRefused(() -> store.history().tests(new TestQuery("", "", Sort.NAME, false, 0, 1)), closed);
        assertRefused(store::figures, closed);
        assertRefused(() -> commit(store.ledger(), submit("b1", "s")), "the ledger is closed");
    }

    @Test
    void itHasFigures() {
        try (RocksStore store = open(temporary.resolve("data"))) {
            commit(store.ledger(), submit("b1", "s"));
            commit(store.ledger(), Sample.end("b1"));

            RocksFigures figures = store.figures();
            assertThat(figures.commands()).isEqualTo(2);
            // One more for the boot.
            assertThat(figures.batches()).isEqualTo(3);
            assertThat(figures.writeNanos()).isPositive();
            assertThat(figures.memtableBytes()).isPositive();
            assertThat(figures.writesStopped()).isFalse();
        }
    }
}
