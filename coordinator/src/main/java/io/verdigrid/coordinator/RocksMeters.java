package io.verdigrid.coordinator;

import io.verdigrid.coordinator.ledger.LedgerFailure;
import io.verdigrid.coordinator.metrics.GridMetrics;
import io.verdigrid.coordinator.store.rocksdb.RocksFigures;
import io.verdigrid.coordinator.store.rocksdb.RocksStore;
import java.util.function.ToDoubleFunction;

/** Shows the database's figures in the metrics. */
final class RocksMeters {
    private RocksMeters() {}

    static void add(GridMetrics metrics, RocksStore store) {
        add(metrics, store, "verdigrid.ledger.commands", "Commands committed since the start", RocksFigures::commands);
        add(metrics, store, "verdigrid.ledger.batches", "Synced writes since the start", RocksFigures::batches);
        add(
                metrics,
                store,
                "verdigrid.ledger.batch.size",
                "Commands in a synced write, on average since the start",
                figures -> figures.batches() == 0 ? 0 : (double) figures.commands() / figures.batches());
        add(
                metrics,
                store,
                "verdigrid.rocksdb.write.seconds",
                "Spent in synced writes since the start",
                figures -> figures.writeNanos() / 1e9);
        add(metrics, store, "verdigrid.rocksdb.sst.bytes", "On disk, without the log", RocksFigures::sstBytes);
        add(
                metrics,
                store,
                "verdigrid.rocksdb.memtable.bytes",
                "Written and not yet sorted into files",
                RocksFigures::memtableBytes);
        add(metrics, store, "verdigrid.rocksdb.cache.bytes", "Block cache in use", RocksFigures::cacheBytes);
        add(
                metrics,
                store,
                "verdigrid.rocksdb.compaction.pending.bytes",
                "To be rewritten by compaction",
                RocksFigures::pendingCompactionBytes);
        add(
                metrics,
                store,
                "verdigrid.rocksdb.stall.seconds",
                "For which writes were held back since the start",
                figures -> figures.stallMicros() / 1e6);
        add(
                metrics,
                store,
                "verdigrid.rocksdb.writes.stopped",
                "1 while writes wait for compaction",
                figures -> figures.writesStopped() ? 1 : 0);
    }

    private static void add(
            GridMetrics metrics,
            RocksStore store,
            String name,
            String description,
            ToDoubleFunction<RocksFigures> figure) {
        metrics.gauge(name, description, store, open -> {
            try {
                return figure.applyAsDouble(open.figures());
            } catch (LedgerFailure closed) {
                return Double.NaN;
            }
        });
    }
}
