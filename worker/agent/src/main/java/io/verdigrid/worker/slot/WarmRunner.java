package io.verdigrid.worker.slot;

import io.verdigrid.worker.cache.OpenBundle;
import io.verdigrid.worker.model.BundleUse;
import io.verdigrid.worker.process.RunnerProcess;
import java.nio.file.Path;
import java.util.List;

/** A runner that is ready for units of one module. Used by its slot's thread only. */
final class WarmRunner {
    private final BundleUse use;
    private final OpenBundle bundle;
    private final List<Path> classpath;
    private final RunnerProcess process;
    private final long transferMs;
    private final long startMs;
    private final long readyAtMs;
    private long runs;
    private int leases;

    /**
     * @param transferMs what it took to fetch the bundle and lay it out
     * @param startMs what the JVM took from its start until it obeyed
     * @param readyAtMs when it obeyed, milliseconds since 1970
     */
    WarmRunner(
            BundleUse use,
            OpenBundle bundle,
            List<Path> classpath,
            RunnerProcess process,
            long transferMs,
            long startMs,
            long readyAtMs) {
        this.use = use;
        this.bundle = bundle;
        this.classpath = classpath;
        this.process = process;
        this.transferMs = transferMs;
        this.startMs = startMs;
        this.readyAtMs = readyAtMs;
    }

    long readyAtMs() {
        return readyAtMs;
    }

    long transferMs() {
        return transferMs;
    }

    long startMs() {
        return startMs;
    }

    /** It can run units of this. */
    boolean serves(BundleUse wanted) {
        return use.equals(wanted) && process.isAlive();
    }

    BundleUse use() {
        return use;
    }

    RunnerProcess process() {
        return process;
    }

    /** Its classpath as the bundle orders it. */
    List<Path> classpath() {
        return classpath;
    }

    /** The classpath's entries for people. */
    List<String> names() {
        return bundle.names();
    }

    /** A lease begins on it. */
    void begin() {
        leases++;
    }

    /** The lease that runs is its first. */
    boolean isFresh() {
        return leases <= 1;
    }

    /** A number that no run of it had yet. */
    long nextRun() {
        return ++runs;
    }
}
