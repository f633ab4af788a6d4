package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BlobRange;
import io.verdigrid.coordinator.model.Failure;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.RunPlace;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.protocol.Digest;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of a test, given by its numbers.
 *
 * @param verdict over the test's attempts up to this one
 * @param attempt its worker's name stands in another table
 * @param loadPercent its host's load average when it was reported, times 100; -1: not known
 */
public record AttemptRow(int unit, int test, Verdict verdict, int worker, Attempt attempt, int loadPercent) {
    private static final int FAILURE = 1;
    private static final int STACK_BLOB = 2;
    private static final int STDOUT = 4;
    private static final int STDERR = 8;
    private static final int TORN = 16;
    private static final int PLACE = 32;
    private static final int WHOLE_UNIT = 64;

    /** The row's bytes. */
    public byte[] encode() {
        Failure failure = attempt.failure();
        BlobRange stackBlob = failure == null ? null : failure.stackBlob();
        RowWriter to = new RowWriter(48)
                .writeByte((failure != null ? FAILURE : 0)
                        | (stackBlob != null ? STACK_BLOB : 0)
                        | (attempt.stdout() != null ? STDOUT : 0)
                        | (attempt.stderr() != null ? STDERR : 0)
                        | (attempt.torn() ? TORN : 0)
                        | flags(attempt.place()));
        to.writeInt(unit).writeInt(test).writeInt(attempt.number());
        to.writeByte(Codes.of(attempt.outcome())).writeByte(Codes.of(verdict));
        to.writeLong(attempt.startedAtMs()).writeLong(attempt.durationUs());
        to.writeInt(worker).writeInt(attempt.slot());
        if (failure != null) {
            to.writeString(failure.type()).writeString(failure.message()).writeString(failure.stack());
        }
        write(to, stackBlob);
        write(to, attempt.stdout());
        write(to, attempt.stderr());
        RunPlace place = attempt.place();
        if (place != null) {
            // A runner is hours old at most, so that the difference takes half the bytes.
            to.writeLong(attempt.startedAtMs() - place.runnerReadyAtMs());
            to.writeInt(place.run()).writeInt(place.position());
        }
        return to.writeInt(loadPercent + 1).toBytes();
    }

    private static int flags(@Nullable RunPlace place) {
        return place == null ? 0 : place.wholeUnit() ? PLACE | WHOLE_UNIT : PLACE;
    }

    private static @Nullable RunPlace place(RowReader from, int flags, long startedAtMs) {
        if ((flags & PLACE) == 0) {
            return null;
        }
        long readyAtMs = startedAtMs - from.readLong();
        int run = from.readInt();
        return new RunPlace(readyAtMs, run, from.readInt(), (flags & WHOLE_UNIT) != 0);
    }

    /** The row of these bytes; {@code workerName} gives the name of a numbered worker. */
    public static AttemptRow decode(byte[] bytes, IntFunction<String> workerName) {
        RowReader from = new RowReader(Table.ATTEMPT, bytes);
        int flags = from.readByte();
        int unit = from.readInt();
        int test = from.readInt();
        int number = from.readInt();
        Outcome outcome = Codes.outcome(from.readByte());
        Verdict verdict = Codes.verdict(from.readByte());
        long startedAtMs = from.readLong();
        long durationUs = from.readLong();
        int worker = from.readInt();
        int slot = from.readInt();
        Failure failure = null;
        if ((flags & FAILURE) != 0) {
            String type = from.readString();
            String message = from.readString();
            String stack = from.readString();
            failure = new Failure(type, message, stack, range(from, flags & STACK_BLOB));
        }
        BlobRange stdout = range(from, flags & STDOUT);
        BlobRange stderr = range(from, flags & STDERR);
        String name = workerName.apply(worker);
        Attempt attempt = new Attempt(
                number,
                outcome,
                startedAtMs,
                durationUs,
                name,
                slot,
                failure,
                stdout,
                stderr,
                (flags & TORN) != 0,
                place(from, flags, startedAtMs));
        return new AttemptRow(unit, test, verdict, worker, attempt, from.hasMore() ? from.readInt() - 1 : -1);
    }

    private static void write(RowWriter to, @Nullable BlobRange range) {
        if (range != null) {
            to.writeHex(range.digest().hex()).writeLong(range.offset()).writeLong(range.length());
        }
    }

    private static @Nullable BlobRange range(RowReader from, int flag) {
        if (flag == 0) {
            return null;
        }
        return new BlobRange(new Digest(from.readHex()), from.readLong(), from.readLong());
    }
}
