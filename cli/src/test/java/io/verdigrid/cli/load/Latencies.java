package io.verdigrid.cli.load;

import java.util.Arrays;
import java.util.Locale;

/** Times, of which percentiles are wanted; all are kept. Thread-safe. */
final class Latencies {
    private long[] nanos = new long[1 << 12];
    private int count;

    synchronized void add(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = took;
    }

    synchronized int count() {
        return count;
    }

    /** The smallest time that this share of all does not exceed, milliseconds; not a number if there is none. */
    synchronized double millis(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.max(0, Math.ceil(share * count) - 1)] / 1e6;
    }

    @Override
    public String toString() {
        return count() == 0
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "p50 %.1f ms, p99 %.1f ms, longest %.1f ms, of %,d",
                        millis(0.5),
                        millis(0.99),
                        millis(1),
                        count());
    }
}
