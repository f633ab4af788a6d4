package io.verdigrid.coordinator.scheduler.policy;

/** How long leases took against what was thought, as logarithms: twice as long outweighs half as long. Not thread-safe. */
public final class LogRatios {
    /** Nobody's times are so even that less should count as none. */
    private static final double LEAST_VARIANCE = 0.01;

    private int count;
    private double sum;
    private double squares;

    /** A lease took so long. */
    public void add(long expectedMs, long tookMs) {
        double ratio = Math.log(Math.max(1, tookMs) / (double) Math.max(1, expectedMs));
        count++;
        sum += ratio;
        squares += ratio * ratio;
    }

    /** All but these, which were added before. */
    public LogRatios without(LogRatios some) {
        LogRatios others = new LogRatios();
        others.count = count - some.count;
        others.sum = sum - some.sum;
        others.squares = squares - some.squares;
        return others;
    }

    /** How many. */
    public int count() {
        return count;
    }

    /** Of the logarithms. */
    public double mean() {
        return count == 0 ? 0 : sum / count;
    }

    /** Of the mean. */
    public double squaredError() {
        double variance = count < 2 ? 1 : Math.max(LEAST_VARIANCE, (squares - count * mean() * mean()) / (count - 1));
        return variance / Math.max(1, count);
    }
}
