package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildEnding;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.model.VerdictCounts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What changes of a build.
 *
 * @param firstTestAtMs 0: none yet
 * @param attempts recorded so far: the position of the last one
 */
public record BuildStateRow(
        BuildStatus status, long firstTestAtMs, long attempts, VerdictCounts counts, BuildEnding ending) {

    /** The row's bytes. */
    public byte[] encode() {
        RowWriter to = new RowWriter(96).writeByte(Codes.of(status));
        to.writeLong(firstTestAtMs).writeLong(ending.atMs()).writeLong(attempts);
        to.writeInt(counts.planned()).writeInt(counts.byVerdict().size());
        counts.byVerdict()
                .forEach((verdict, count) -> to.writeByte(Codes.of(verdict)).writeInt(count));
        to.writeString(ending.reason());
        write(to, ending.account());
        to.writeBoolean(ending.badInput());
        BreakdownCode.write(to, ending.account().breakdown());
        return to.toBytes();
    }

    private static void write(RowWriter to, BuildAccount account) {
        to.writeLong(account.makespanMs()).writeLong(account.lowerBoundMs()).writeLong(account.slotTimeMs());
        to.writeInt(account.slots()).writeInt(account.units()).writeInt(account.unitsWithHistory());
        to.writeInt(account.retests()).writeInt(account.runnersStarted());
        to.writeInt(account.slowest().size());
        for (BuildAccount.UnitTime unit : account.slowest()) {
            to.writeString(unit.module()).writeString(unit.className());
            to.writeLong(unit.slotTimeMs()).writeInt(unit.tests());
        }
    }

    /** The row of these bytes. */
    public static BuildStateRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.BUILD_STATE, bytes);
        BuildStatus status = Codes.status(from.readByte());
        long firstTestAtMs = from.readLong();
        long endedAtMs = from.readLong();
        long attempts = from.readLong();
        int planned = from.readInt();
        int verdicts = from.readInt();
        Map<Verdict, Integer> byVerdict = new EnumMap<>(Verdict.class);
        for (int i = 0; i < verdicts; i++) {
            Verdict verdict = Codes.verdict(from.readByte());
            byVerdict.put(verdict, from.readInt());
        }
        VerdictCounts counts = new VerdictCounts(planned, byVerdict);
        String reason = from.readString();
        BuildAccount account = account(from);
        // Rows of before there were these fields end here.
        boolean badInput = from.hasMore() && from.readBoolean();
        if (from.hasMore()) {
            account = account.with(account.lowerBoundMs(), account.slots(), BreakdownCode.read(from));
        }
        BuildEnding ending = new BuildEnding(endedAtMs, reason, badInput, account);
        return new BuildStateRow(status, firstTestAtMs, attempts, counts, ending);
    }

    private static BuildAccount account(RowReader from) {
        long makespanMs = from.readLong();
        long lowerBoundMs = from.readLong();
        long slotTimeMs = from.readLong();
        int slots = from.readInt();
        int units = from.readInt();
        int unitsWithHistory = from.readInt();
        int retests = from.readInt();
        int runnersStarted = from.readInt();
        int count = from.readInt();
        List<BuildAccount.UnitTime> slowest = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            slowest.add(
                    new BuildAccount.UnitTime(from.readString(), from.readString(), from.readLong(), from.readInt()));
        }
        return new BuildAccount(
                makespanMs, lowerBoundMs, slotTimeMs, slots, units, unitsWithHistory, retests, runnersStarted, slowest);
    }
}
