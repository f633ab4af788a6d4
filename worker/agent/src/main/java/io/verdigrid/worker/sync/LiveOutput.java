package io.verdigrid.worker.sync;

import com.google.protobuf.ByteString;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.common.v1.OutputStream;
import io.verdigrid.protocol.worker.v1.OutputChunk;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import io.verdigrid.worker.model.Lease;
import java.util.Optional;

/** Says which output is sent while a test runs: so much each second for each slot, and what is over that is dropped. */
final class LiveOutput {
    private static final int BYTES_PER_SECOND = 64 << 10;
    private static final long SECOND = 1_000_000_000;

    private final TimeSource time;
    private final long[] windowBegan;
    private final int[] windowBytes;

    LiveOutput(int slots, TimeSource time) {
        this.time = time;
        this.windowBegan = new long[slots];
        this.windowBytes = new int[slots];
        java.util.Arrays.fill(windowBegan, time.nanos());
    }

    /** The message for this output, unless its slot has said enough in this second. */
    Optional<WorkerMessage> message(Lease lease, String uniqueId, boolean err, byte[] data) {
        if (!admit(lease.slot(), data.length)) {
            return Optional.empty();
        }
        return Optional.of(WorkerMessage.newBuilder()
                .setOutput(OutputChunk.newBuilder()
                        .setBuildId(lease.key().buildId())
                        .setModule(lease.key().module())
                        .setUniqueId(uniqueId)
                        .setStream(err ? OutputStream.OUTPUT_STREAM_ERR : OutputStream.OUTPUT_STREAM_OUT)
                        .setData(ByteString.copyFrom(data)))
                .build());
    }

    private synchronized boolean admit(int slot, int bytes) {
        long now = time.nanos();
        if (now - windowBegan[slot] >= SECOND) {
            windowBegan[slot] = now;
            windowBytes[slot] = 0;
        }
        if (windowBytes[slot] + bytes > BYTES_PER_SECOND) {
            return false;
        }
        windowBytes[slot] += bytes;
        return true;
    }
}
