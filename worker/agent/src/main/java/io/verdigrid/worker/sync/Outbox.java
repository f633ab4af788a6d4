package io.verdigrid.worker.sync;

import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.worker.v1.Report;
import io.verdigrid.worker.model.Fact;
import io.verdigrid.worker.model.Lease;
import io.verdigrid.worker.spool.Spool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers facts for some milliseconds, packs their outputs, and puts them into the spool.
 *
 * <p>Thread-safe; one thread of its own writes. While the disk is full it tries again and again, and slots wait for it.
 */
final class Outbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final int QUEUED = 4000;
    private static final int PACK_BYTES = 1 << 20;
    private static final long PLAIN_NANOS = 20_000_000;

    /** A pack costs a call of its own: fewer, larger ones. */
    private static final long PACKED_NANOS = 200_000_000;

    private static final Duration DISK_PAUSE = Duration.ofSeconds(1);

    private final ReportCodec codec;
    private final Spool spool;
    private final PackFiles packs;
    private final TimeSource time;
    private final Closings closings;
    private final Runnable appended;
    private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>(QUEUED);
    private final Thread thread = new Thread(this::write, "outbox");

    private sealed interface Item {
        record Said(Lease lease, Fact fact) implements Item {}

        record Flush() implements Item {}

        record End() implements Item {}
    }

    Outbox(ReportCodec codec, Spool spool, PackFiles packs, TimeSource time, Closings closings, Runnable appended) {
        this.codec = codec;
        this.spool = spool;
        this.packs = packs;
        this.time = time;
        this.closings = closings;
        this.appended = appended;
        thread.setDaemon(true);
        thread.start();
    }

    void report(Lease lease, Fact fact) {
        if (fact instanceof Fact.Closed) {
            closings.closing(lease);
        }
        put(new Item.Said(lease, fact));
    }

    void flush() {
        put(new Item.Flush());
    }

    private void put(Item item) {
        try {
            queue.put(item);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            boolean more = true;
            while (more) {
                more = writeBatch(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether to go on. */
    private boolean writeBatch(Item first) throws InterruptedException {
        Batch batch = new Batch(time.nanos());
        Item item = first;
        while (item instanceof Item.Said said) {
            batch.add(said);
            long left = batch.deadline() - time.nanos();
            item = batch.isFull() || left <= 0 ? null : queue.poll(left, TimeUnit.NANOSECONDS);
        }
        if (!batch.drafts.isEmpty()) {
            append(batch);
        }
        return !(item instanceof Item.End);
    }

    private void append(Batch batch) throws InterruptedException {
        boolean told = false;
        while (true) {
            try {
                Digest digest = batch.pack.size() == 0 ? null : packs.keep(batch.pack.content());
                String hex = digest == null ? "" : digest.hex();
                List<byte[]> bodies = batch.drafts.stream()
                        .map(draft -> draft.apply(hex).toByteArray())
                        .toList();
                long last = spool.append(bodies);
                closings.kept(batch.closed, last);
                appended.run();
                return;
            } catch (IOException e) {
                if (!told) {
                    log.error("The spool can't be written; slots wait until it can", e);
                    told = true;
                }
                time.sleep(DISK_PAUSE);
            }
        }
    }

    /** Writes what was reported before; waits for that. */
    @Override
    public void close() {
        put(new Item.End());
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Batch {
        private final long began;
        private final Pack pack = new Pack();
        private final List<Function<String, Report>> drafts = new ArrayList<>();
        private final List<Long> closed = new ArrayList<>();

        Batch(long began) {
            this.began = began;
        }

        void add(Item.Said said) {
            drafts.add(codec.draft(said.lease(), said.fact(), pack));
            if (said.fact() instanceof Fact.Closed) {
                closed.add(said.lease().key().leaseId());
            }
        }

        boolean isFull() {
            return drafts.size() >= Protocol.MAX_TESTS_PER_MESSAGE || pack.size() >= PACK_BYTES;
        }

        long deadline() {
            return began + (pack.size() == 0 ? PLAIN_NANOS : PACKED_NANOS);
        }
    }
}
