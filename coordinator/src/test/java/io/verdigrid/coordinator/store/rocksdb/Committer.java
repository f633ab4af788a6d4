package io.verdigrid.coordinator.store.rocksdb;

import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.store.Sample;
import io.verdigrid.protocol.TimeSource;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Commits without end until it is killed, and prints what was acknowledged: each command records three tests, so that half a
 * command could be seen.
 */
final class Committer {
    static final int TESTS = 3;

    private Committer() {}

    public static void main(String[] args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        RocksStore store = RocksStore.open(Path.of(args[0]), TimeSource.system());
        store.ledger().commit(Sample.submit("b1", "s"));
        int from = Integer.parseInt(args[1]);
        // As many wait at a time as make the ledger group them.
        Semaphore waiting = new Semaphore(50);
        for (int i = from; ; i++) {
            int number = i;
            waiting.acquire();
            store.ledger().commit(tests(number)).thenRun(() -> {
                out.println(number);
                waiting.release();
            });
        }
    }

    private static Command tests(int number) {
        List<Command.RecordAttempts.Entry> entries = new ArrayList<>();
        for (int i = 0; i < TESTS; i++) {
            entries.add(Sample.passed(Sample.test("p.C" + number, "t" + i)));
        }
        return new Command.RecordAttempts("b1", entries, number);
    }
}
