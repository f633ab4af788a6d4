package io.verdigrid.worker;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a worker is told at its start.
 *
 * @param dataDir cache, spool and slots; for this worker alone
 * @param slots how many runners at a time
 * @param labels what builds can require; {@code os}, {@code arch} and {@code jdk} are added unless they are given
 * @param host for people
 * @param version of Verdigrid
 * @param cacheLimitBytes for blobs
 * @param startsAhead idle slots start a runner for what another slot was given, since they may be given such work soon
 */
public record WorkerConfig(
        Path dataDir,
        int slots,
        SortedMap<String, String> labels,
        String host,
        String version,
        long cacheLimitBytes,
        boolean startsAhead) {
    private static final int MOST_SLOTS = 1024;

    /** Throws IllegalArgumentException where a number is out of its range. */
    public WorkerConfig {
        if (slots < 1 || slots > MOST_SLOTS) {
            throw new IllegalArgumentException("slots must be from 1 to " + MOST_SLOTS + ", not " + slots);
        }
        if (cacheLimitBytes <= 0) {
            throw new IllegalArgumentException("the cache's size must be more than 0, not " + cacheLimitBytes);
        }
        TreeMap<String, String> all = new TreeMap<>();
        all.put("os", os());
        all.put("arch", System.getProperty("os.arch", "unknown"));
        all.put("jdk", Integer.toString(Runtime.version().feature()));
        all.putAll(labels);
        labels = Collections.unmodifiableSortedMap(all);
    }

    /** That starts runners ahead. */
    public WorkerConfig(
            Path dataDir,
            int slots,
            SortedMap<String, String> labels,
            String host,
            String version,
            long cacheLimitBytes) {
        this(dataDir, slots, labels, host, version, cacheLimitBytes, true);
    }

    /** The Java of runners whose bundle names none: what this process runs on. */
    String javaHome() {
        return System.getProperty("java.home");
    }

    private static String os() {
        String name = System.getProperty("os.name", "unknown").toLowerCase(java.util.Locale.ROOT);
        return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "macos" : name.replace(' ', '-');
    }
}
