package io.verdigrid.worker.model;

import io.verdigrid.protocol.Digest;
import io.verdigrid.runner.wire.Leaf;
import java.util.List;

/**
 * The right to run a unit once in a slot.
 *
 * @param leaves the tests to run; empty: the whole unit
 */
public record Lease(
        LeaseKey key,
        int slot,
        Digest bundle,
        Selection selection,
        List<Leaf> leaves,
        Terms terms,
        Surroundings surroundings) {
    /** Copies its list. */
    public Lease {
        leaves = List.copyOf(leaves);
    }

    /** The bundle that its runner must have been started for. */
    public BundleUse use() {
        return new BundleUse(key.buildId(), key.module(), bundle);
    }

    /**
     * What of its class its tests run among, and what happened to it before.
     *
     * @param torn other tests of the unit ran before, in a runner that is gone
     * @param wholeUnit run all of the unit, and report the leaves only
     * @param leftOut of the whole unit: planned leaves not to be run
     * @param chargeKill a kill from outside counts as a death from inside
     */
    public record Surroundings(boolean torn, boolean wholeUnit, List<String> leftOut, boolean chargeKill) {
        /** Nothing happened to it, and what it names is what runs. */
        public static final Surroundings NONE = new Surroundings(false, false, List.of(), false);

        /** Copies its list. */
        public Surroundings {
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * How it is to be run.
     *
     * @param freshRunner start a new JVM for it, and end it afterwards
     * @param testTimeoutMs milliseconds for each test; 0: the default
     * @param outputLimit bytes of each output stream kept for each test; 0: the default
     * @param estimateMs what the coordinator thinks it takes
     */
    public record Terms(boolean freshRunner, long testTimeoutMs, long outputLimit, long estimateMs) {
        private static final long DEFAULT_TIMEOUT_MS = 300_000;
        private static final long DEFAULT_OUTPUT = 64 << 10;

        /** Puts the defaults where there was 0. */
        public Terms {
            testTimeoutMs = testTimeoutMs > 0 ? testTimeoutMs : DEFAULT_TIMEOUT_MS;
            outputLimit = outputLimit > 0 ? outputLimit : DEFAULT_OUTPUT;
        }
    }
}
