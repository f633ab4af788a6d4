package io.verdigrid.coordinator.store.rocksdb;

import io.verdigrid.coordinator.ledger.GroupCommit;
import io.verdigrid.coordinator.ledger.Ledger;
import io.verdigrid.coordinator.store.AgeStore;
import io.verdigrid.coordinator.store.BuildStore;
import io.verdigrid.coordinator.store.CertificateStore;
import io.verdigrid.coordinator.store.HistoryStore;
import io.verdigrid.coordinator.store.IssueStore;
import io.verdigrid.coordinator.store.OutboxStore;
import io.verdigrid.coordinator.store.PastStore;
import io.verdigrid.coordinator.store.Store;
import io.verdigrid.coordinator.store.TrunkStore;
import io.verdigrid.coordinator.store.view.AgeView;
import io.verdigrid.coordinator.store.view.BuildView;
import io.verdigrid.coordinator.store.view.CertificateView;
import io.verdigrid.coordinator.store.view.HistoryView;
import io.verdigrid.coordinator.store.view.IssueView;
import io.verdigrid.coordinator.store.view.OutboxView;
import io.verdigrid.coordinator.store.view.PastView;
import io.verdigrid.coordinator.store.view.TestTable;
import io.verdigrid.coordinator.store.view.TrunkView;
import io.verdigrid.protocol.TimeSource;
import java.nio.file.Path;

/**
 * The store in a folder, on RocksDB with its own log.
 *
 * <p>Thread-safe. One process at a time has a folder open.
 */
public final class RocksStore implements Store {
    private final DataFolder folder;
    private final Database database;
    private final TimeSource time;
    private final TestTable tests;
    private final GroupCommit ledger;
    private final BuildStore builds;
    private final HistoryStore history;
    private final PastStore past;
    private final AgeStore ages;

    private RocksStore(DataFolder folder, Database database, TimeSource time) {
        this.folder = folder;
        this.database = database;
        this.time = time;
        this.tests = new TestTable(database);
        this.ledger = GroupCommit.open(database, batch -> {
            database.write(batch);
            tests.changed(batch);
        });
        this.builds = new BuildView(database);
        this.history = new HistoryView(database, tests);
        this.past = new PastView(database);
        this.ages = new AgeView(database);
    }

    /** Whether there is data in this folder. */
    public static boolean hasData(Path dataDir) {
        return DataFolder.isOne(dataDir);
    }

    /**
     * Opens the data folder, and makes it if it is not there.
     *
     * @throws io.verdigrid.coordinator.ledger.LedgerFailure with one sentence that names the folder and the reason
     */
    public static RocksStore open(Path dataDir, TimeSource time) {
        DataFolder folder = DataFolder.open(dataDir);
        try {
            NativeLibrary.load(folder.libraries());
            Database database = Database.open(dataDir, folder.database(), time);
            try {
                return new RocksStore(folder, database, time);
            } catch (RuntimeException | Error e) {
                database.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            folder.close();
            throw e;
        }
    }

    /** Figures for the metrics; cheap enough to be asked each second. */
    public RocksFigures figures() {
        return database.figures(ledger.commands());
    }

    /**
     * Reads the table of tests, and keeps it up to date, in a thread until that is closed; without it the first listing takes as
     * long as all the reading. To be closed before the store.
     */
    public AutoCloseable keepTestsReady() {
        return TableFollower.start(tests, time);
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public BuildStore builds() {
        return builds;
    }

    @Override
    public HistoryStore history() {
        return history;
    }

    @Override
    public PastStore past() {
        return past;
    }

    @Override
    public AgeStore ages() {
        return ages;
    }

    @Override
    public TrunkStore trunks() {
        return new TrunkView(database);
    }

    @Override
    public OutboxStore outbox() {
        return new OutboxView(database);
    }

    @Override
    public IssueStore issues() {
        return new IssueView(database);
    }

    @Override
    public CertificateStore certificates() {
        return new CertificateView(database);
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
        folder.close();
    }
}
