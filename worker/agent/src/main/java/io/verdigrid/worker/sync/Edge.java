package io.verdigrid.worker.sync;

import io.grpc.Channel;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.worker.v1.Drain;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import io.verdigrid.worker.model.Duty;
import io.verdigrid.worker.model.Fact;
import io.verdigrid.worker.model.Lease;
import io.verdigrid.worker.model.Reports;
import io.verdigrid.worker.model.WorkerProblem;
import io.verdigrid.worker.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The worker's side of the wire: what slots report goes in here, and what the coordinator wants comes out as {@link Duty}.
 *
 * <p>Thread-safe.
 */
public final class Edge implements Reports, AutoCloseable {
    private static final Duration SETTLE_POLL = Duration.ofMillis(50);

    private final Identity identity;
    private final Channel channel;
    private final TimeSource time;
    private final Spool spool;
    private final Closings closings = new Closings();
    private final ReportSender sender;
    private final Outbox outbox;
    private final LiveOutput live;
    private volatile @Nullable Synchronizer synchronizer;

    /** An edge whose spool and packs are in this folder; nothing is sent before {@link #start}. */
    public Edge(Identity identity, Channel channel, Path dir, TimeSource time) throws IOException {
        this.identity = identity;
        this.channel = channel;
        this.time = time;
        this.spool = Spool.open(dir.resolve("spool"));
        PackFiles packs = new PackFiles(dir.resolve("packs"));
        if (spool.isSettled()) {
            packs.clear();
        }
        this.sender = new ReportSender(spool, packs, new BlobClient(channel), time);
        this.outbox = new Outbox(new ReportCodec(identity.workerId()), spool, packs, time, closings, sender::wake);
        this.live = new LiveOutput(identity.slots(), time);
    }

    /** Connects, and stays connected until the coordinator will not have this worker, which {@code refused} is told. */
    public void start(Duty duty, Consumer<WorkerProblem> refused) {
        Synchronizer.Ends ends = new Synchronizer.Ends(spool, sender, closings);
        Synchronizer created = new Synchronizer(identity, channel, time, duty, ends, refused);
        synchronizer = created;
        created.start();
    }

    @Override
    public void report(Lease lease, Fact fact) {
        outbox.report(lease, fact);
    }

    @Override
    public void output(Lease lease, String uniqueId, boolean err, byte[] data) {
        Synchronizer to = synchronizer;
        if (to != null) {
            live.message(lease, uniqueId, err, data).ifPresent(to::offer);
        }
    }

    @Override
    public void flush() {
        outbox.flush();
    }

    /** Says that no new lease is taken. */
    public void drain() {
        Synchronizer to = synchronizer;
        if (to != null) {
            to.tell(WorkerMessage.newBuilder()
                    .setDrain(Drain.getDefaultInstance())
                    .build());
        }
    }

    /** Waits until the coordinator has all reports, but not longer than this. */
    public void settle(Duration patience) throws InterruptedException {
        outbox.flush();
        long began = time.nanos();
        while (!(closings.unsettled().isEmpty() && spool.isSettled()) && time.nanos() - began < patience.toNanos()) {
            time.sleep(SETTLE_POLL);
        }
    }

    /** Writes down what was reported, and disconnects. */
    @Override
    public void close() throws IOException {
        outbox.close();
        Synchronizer started = synchronizer;
        if (started != null) {
            started.close();
        }
        sender.close();
        spool.close();
    }
}
