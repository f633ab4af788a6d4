package io.verdigrid.cli.load;

import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The rows that a coordinator wrote for the results of its first build, to be written again by RocksDB alone: the same bytes,
 * the same durability. For one thread.
 */
final class RawRows implements AutoCloseable {
    private static final Set<Table> OF_BUILD = Set.of(Table.ATTEMPT, Table.UNIT_STATE, Table.WORKER);
    private static final Set<Table> OF_HISTORY = Set.of(Table.HISTORY_UNIT, Table.HISTORY_CLASS, Table.HISTORY_RUN);

    static {
        RocksDB.loadLibrary();
    }

    private final List<Row> attempts = new ArrayList<>();
    private final List<Row> others = new ArrayList<>();
    private final RocksDB to;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final double othersPerUnit;
    private int nextAttempt;
    private double nextOther;
    private int writtenOthers;

    private static final class Row {
        final byte[] key;
        final byte[] value;

        Row(byte[] key, byte[] value) {
            this.key = key;
            this.value = value;
        }
    }

    /**
     * Reads the rows of a finished run.
     *
     * @param from the data folder of a coordinator that has ended
     * @param to where they are to be written
     */
    RawRows(Path from, Path to, int units) throws RocksDBException {
        try (Options options = new Options();
                RocksDB db = RocksDB.openReadOnly(options, from.toString())) {
            read(db);
        }
        othersPerUnit = (double) others.size() / units;
        // As the product sets it, as far as writing goes.
        Options options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(16 << 20)
                .setMaxWriteBufferNumber(3)
                .setMaxTotalWalSize(64 << 20)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
                .setMaxBackgroundJobs(2)
                .setBytesPerSync(1 << 20);
        this.to = RocksDB.open(options, to.toString());
    }

    private void read(RocksDB db) throws RocksDBException {
        Set<String> runs = new HashSet<>();
        int build = 0;
        try (ReadOptions all = new ReadOptions();
                RocksIterator at = db.newIterator(all)) {
            for (at.seekToFirst(); at.isValid(); at.next()) {
                byte[] key = at.key();
                Table table = table(key[0]);
                byte[] rest = Arrays.copyOfRange(key, 1, key.length);
                if (table == null) {
                    continue;
                }
                if (OF_BUILD.contains(table)) {
                    build = build == 0 ? Keys.numberAt(rest, 0) : build;
                    if (Keys.numberAt(rest, 0) == build) {
                        (table == Table.ATTEMPT ? attempts : others).add(new Row(key, at.value()));
                    }
                } else if (OF_HISTORY.contains(table)
                        && (table != Table.HISTORY_RUN
                                || runs.add(Keys.numberAt(rest, 0) + "/" + Keys.numberAt(rest, 1)))) {
                    others.add(new Row(key, at.value()));
                }
            }
            at.status();
        }
    }

    private static Table table(byte code) {
        for (Table table : Table.values()) {
            if (table.code() == code && (OF_BUILD.contains(table) || OF_HISTORY.contains(table))) {
                return table;
            }
        }
        return null;
    }

    int attempts() {
        return attempts.size();
    }

    int rows() {
        return attempts.size() + others.size();
    }

    /** Writes the rows of so many attempts and closed units, and returns when they are durable. */
    void write(int attemptCount, int unitCount) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            for (int i = 0; i < attemptCount; i++) {
                Row row = attempts.get(nextAttempt++ % attempts.size());
                batch.put(row.key, row.value);
            }
            nextOther += unitCount * othersPerUnit;
            for (; writtenOthers < nextOther; writtenOthers++) {
                Row row = others.get(writtenOthers % others.size());
                batch.put(row.key, row.value);
            }
            to.write(synced, batch);
        }
    }

    @Override
    public void close() {
        to.close();
        synced.close();
    }
}
