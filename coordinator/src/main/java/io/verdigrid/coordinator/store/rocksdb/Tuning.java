package io.verdigrid.coordinator.store.rocksdb;

import java.util.EnumSet;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.HistogramType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.Statistics;
import org.rocksdb.StatsLevel;

/** How RocksDB is set: about 100 MB of memory at most, and a fast start. It owns native memory until it is closed. */
final class Tuning implements AutoCloseable {
    private static final long CACHE_BYTES = 48 << 20;
    private static final long MEMTABLE_BYTES = 16 << 20;
    /** Of the cache, kept for indexes and filters, so that a scan does not push them out. */
    private static final double INDEX_SHARE = 0.5;

    private static final int BLOOM_BITS = 10;

    private final LRUCache cache = new LRUCache(CACHE_BYTES, -1, false, INDEX_SHARE);
    private final BloomFilter bloom = new BloomFilter(BLOOM_BITS);
    private final Statistics statistics;
    private final Options options;

    Tuning() {
        statistics = new Statistics(EnumSet.noneOf(HistogramType.class));
        statistics.setStatsLevel(StatsLevel.EXCEPT_DETAILED_TIMERS);
        BlockBasedTableConfig blocks = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(16 << 10)
                .setFilterPolicy(bloom)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true);
        options = new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(blocks)
                .setStatistics(statistics)
                .setWriteBufferSize(MEMTABLE_BYTES)
                .setMaxWriteBufferNumber(3)
                // What has to be replayed after a kill: 64 MB take less than a second.
                .setMaxTotalWalSize(64 << 20)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
                .setMaxBackgroundJobs(2)
                // So that what retention removed gives its room back within a week, however little is written.
                .setPeriodicCompactionSeconds(7 * 24 * 3600)
                .setMaxOpenFiles(256)
                // Keeps a burst of writes from one long stall of the disk at the next sync.
                .setBytesPerSync(1 << 20)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(4)
                .setMaxLogFileSize(4 << 20)
                .setStatsDumpPeriodSec(0);
    }

    Options options() {
        return options;
    }

    Statistics statistics() {
        return statistics;
    }

    @Override
    public void close() {
        options.close();
        statistics.close();
        bloom.close();
        cache.close();
    }
}
