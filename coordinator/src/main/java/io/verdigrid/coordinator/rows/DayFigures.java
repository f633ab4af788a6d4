package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.Outcome;

/** What one test did on one day. Mutable; for one thread. */
public final class DayFigures {
    private int passes;
    private int reds;
    private int others;
    private long passUs;
    private DurationBuckets durations = new DurationBuckets();

    /** Counts an attempt. */
    public void add(Outcome outcome, long durationUs) {
        if (outcome == Outcome.PASSED) {
            passes++;
            passUs += durationUs;
            durations.add(durationUs);
        } else if (outcome.isRed()) {
            reds++;
        } else {
            others++;
        }
    }

    /** Attempts that passed. */
    public int passes() {
        return passes;
    }

    /** Attempts that were red. */
    public int reds() {
        return reds;
    }

    /** Attempts that were skipped, aborted or lost. */
    public int others() {
        return others;
    }

    /** What the passes took together, microseconds. */
    public long passUs() {
        return passUs;
    }

    /** What each of the passes took. */
    public DurationBuckets durations() {
        return durations;
    }

    void write(RowWriter to) {
        to.writeInt(passes).writeInt(reds).writeInt(others).writeLong(passUs);
        durations.write(to);
    }

    static DayFigures read(RowReader from) {
        DayFigures figures = new DayFigures();
        figures.passes = from.readInt();
        figures.reds = from.readInt();
        figures.others = from.readInt();
        figures.passUs = from.readLong();
        figures.durations = DurationBuckets.read(from);
        return figures;
    }
}
