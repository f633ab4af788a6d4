package io.verdigrid.coordinator.store.rocksdb;

/**
 * What an operator wants to know of the database.
 *
 * @param commands committed since the start
 * @param batches synced writes since the start; commands / batches is what group commit gains
 * @param writeNanos spent in those writes, nanoseconds
 * @param sstBytes bytes on disk, without the log
 * @param memtableBytes bytes written and not yet sorted into files
 * @param cacheBytes bytes of the block cache in use
 * @param pendingCompactionBytes bytes that compaction still has to rewrite
 * @param stallMicros for which writes were held back since the start, microseconds
 * @param writesStopped writes wait for compaction now
 */
public record RocksFigures(
        long commands,
        long batches,
        long writeNanos,
        long sstBytes,
        long memtableBytes,
        long cacheBytes,
        long pendingCompactionBytes,
        long stallMicros,
        boolean writesStopped) {}
