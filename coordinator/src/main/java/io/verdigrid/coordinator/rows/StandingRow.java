package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.judging.CleanRuns;
import io.verdigrid.coordinator.judging.FailureRate;
import io.verdigrid.coordinator.judging.KeyTally;
import io.verdigrid.coordinator.judging.Standing;
import io.verdigrid.coordinator.judging.TestState;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is thought of a test.
 *
 * @param number finds its transitions
 * @param transitions how many there are
 */
public record StandingRow(int number, String className, String name, int transitions, Standing standing) {
    /** The row's bytes. */
    public byte[] encode() {
        RowWriter to = new RowWriter(256).writeInt(number).writeString(className);
        to.writeString(name).writeInt(transitions);
        Standing.State state = standing.state();
        to.writeByte(Codes.of(state.now())).writeLong(state.sinceMs()).writeByte(Codes.of(state.beforeBroken()));
        to.writeInt(standing.marks().mixedKeys()).writeInt(standing.marks().relapses());
        to.writeInt(standing.keys().size());
        for (KeyTally key : standing.keys()) {
            to.writeInt(key.codeKey()).writeInt(key.passes()).writeInt(key.reds());
            to.writeString(key.redBuild()).writeString(key.greenBuild());
        }
        FailureRate rate = standing.rate();
        to.writeDouble(rate.runs()).writeDouble(rate.reds()).writeDouble(rate.atLastRed());
        CleanRuns clean = standing.clean();
        to.writeInt(clean.runs())
                .writeStrings(clean.workers())
                .writeInt(clean.days().size());
        clean.days().forEach(to::writeLong);
        return to.writeInt(standing.redStreak()).toBytes();
    }

    /** The row of these bytes. */
    public static StandingRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.STANDING, bytes);
        int number = from.readInt();
        String className = from.readString();
        String name = from.readString();
        int transitions = from.readInt();
        TestState now = Codes.testState(from.readByte());
        long sinceMs = from.readLong();
        Standing.State state = new Standing.State(now, sinceMs, Codes.testState(from.readByte()));
        int mixedKeys = from.readInt();
        Standing.Marks marks = new Standing.Marks(mixedKeys, from.readInt());
        List<KeyTally> keys = new ArrayList<>();
        for (int i = from.readInt(); i > 0; i--) {
            keys.add(key(from));
        }
        double runs = from.readDouble();
        double reds = from.readDouble();
        FailureRate rate = new FailureRate(runs, reds, from.readDouble());
        CleanRuns clean = clean(from);
        Standing standing = new Standing(state, marks, keys, rate, clean, from.readInt());
        return new StandingRow(number, className, name, transitions, standing);
    }

    private static KeyTally key(RowReader from) {
        int codeKey = from.readInt();
        int passes = from.readInt();
        int reds = from.readInt();
        String redBuild = from.readString();
        return new KeyTally(codeKey, passes, reds, redBuild, from.readString());
    }

    private static CleanRuns clean(RowReader from) {
        int runs = from.readInt();
        SortedSet<String> workers = new TreeSet<>(from.readStrings());
        SortedSet<Long> days = new TreeSet<>();
        for (int i = from.readInt(); i > 0; i--) {
            days.add(from.readLong());
        }
        return new CleanRuns(runs, workers, days);
    }

    /** The same test as it stands now, with so many transitions more. */
    public StandingRow with(Standing now, int more) {
        return new StandingRow(number, className, name, transitions + more, now);
    }
}
