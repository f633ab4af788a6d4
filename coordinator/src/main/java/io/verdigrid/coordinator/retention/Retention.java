package io.verdigrid.coordinator.retention;

import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.LedgerFailure;
import io.verdigrid.coordinator.store.AgeStore;
import io.verdigrid.coordinator.store.Store;
import io.verdigrid.coordinator.store.UnusedBlobs;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is older than it has to be kept: a round soon after the start, and then one each hour.
 *
 * <p>It has a thread of its own and never comes near the engine's mailbox. It reads some rows, commits one small command, waits
 * until that is durable, and pauses; so whoever records results waits for one such command at most. Thread-safe.
 */
public final class Retention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** What {@code --target-time} and people look at, however rarely a suite runs. */
    private static final int BUILDS_OF_SUITE = 10;

    /** A build may have used a blob long before it ended, and is kept by its end. */
    private static final long BLOB_GRACE_MS = Duration.ofDays(2).toMillis();

    private static final int BUILDS_A_STEP = 20;
    private static final int UNITS_A_STEP = 200;
    private static final int BLOBS_A_STEP = 100;

    private final KeptFor keptFor;
    private final Store store;
    private final UnusedBlobs blobs;
    private final TimeSource time;
    private final AtomicLong buildsForgotten = new AtomicLong();
    private final AtomicLong unitsForgotten = new AtomicLong();
    private final AtomicLong blobsDropped = new AtomicLong();
    private final AtomicLong lastRoundMs = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread;

    /** Begins. */
    public Retention(KeptFor keptFor, Store store, UnusedBlobs blobs, TimeSource time) {
        this.keptFor = keptFor;
        this.store = store;
        this.blobs = blobs;
        this.time = time;
        thread = new Thread(this::run, "verdigrid-retention");
        thread.setDaemon(true);
    }

    /** Begins; a first round comes some seconds later. */
    public Retention start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            time.sleep(FIRST);
            while (!Thread.currentThread().isInterrupted()) {
                roundOrWarning();
                time.sleep(BETWEEN);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (LedgerFailure closed) {
            LOG.debug("no more retention: {}", closed.getMessage());
        }
    }

    private void roundOrWarning() throws InterruptedException {
        try {
            round();
        } catch (IOException e) {
            failures.incrementAndGet();
            LOG.warn("unused blobs could not be removed: {}", e.getMessage());
        }
    }

    /** Removes all that is too old now. */
    void round() throws InterruptedException, IOException {
        long begin = time.nanos();
        long nowMs = time.epochMillis();
        RetentionFigures before = figures();
        if (keptFor.builds().isPresent()) {
            long since = nowMs - keptFor.builds().get().toMillis();
            forgetBuilds(since);
            dropBlobs(since - BLOB_GRACE_MS);
        }
        if (keptFor.history().isPresent()) {
            forgetPast(nowMs - keptFor.history().get().toMillis());
        }
        lastRoundMs.set(Math.max(1, (time.nanos() - begin) / 1_000_000));
        tell(before, figures());
    }

    private void forgetBuilds(long endedBeforeMs) throws InterruptedException {
        int forgotten;
        do {
            forgotten = 0;
            for (Command.ForgetBuild build : store.ages().oldBuilds(endedBeforeMs, BUILDS_OF_SUITE, BUILDS_A_STEP)) {
                forgotten += commit(build) ? 1 : 0;
            }
            buildsForgotten.addAndGet(forgotten);
        } while (forgotten == BUILDS_A_STEP);
    }

    private void forgetPast(long beforeMs) throws InterruptedException {
        Optional<AgeStore.Cursor> next = Optional.empty();
        do {
            AgeStore.Step step = store.ages().oldPast(next, beforeMs, UNITS_A_STEP);
            List<Command.ForgetPast.OldUnit> units = step.forget().units();
            if (!units.isEmpty() && commit(step.forget())) {
                unitsForgotten.addAndGet(
                        units.stream().filter(unit -> unit.runs() >= 0).count());
            }
            next = step.next();
            time.sleep(PAUSE);
        } while (next.isPresent());
    }

    private void dropBlobs(long sinceMs) throws InterruptedException, IOException {
        int dropped;
        do {
            dropped = blobs.drop(sinceMs, BLOBS_A_STEP);
            blobsDropped.addAndGet(dropped);
            time.sleep(PAUSE);
        } while (dropped == BLOBS_A_STEP);
    }

    private boolean commit(Command command) throws InterruptedException {
        try {
            Applied applied =
                    store.ledger().commit(command).toCompletableFuture().get();
            time.sleep(PAUSE);
            return applied.answers().contains(Applied.Answer.ACCEPTED);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LedgerFailure failure
                    ? failure
                    : new LedgerFailure("retention could not commit: " + e.getMessage(), e);
        }
    }

    private static void tell(RetentionFigures before, RetentionFigures after) {
        long builds = after.builds() - before.builds();
        long units = after.units() - before.units();
        long blobs = after.blobs() - before.blobs();
        if (builds + units + blobs > 0) {
            LOG.info("retention removed {} builds, the history of {} classes, {} blobs", builds, units, blobs);
        }
    }

    /** What it has done. */
    public RetentionFigures figures() {
        return new RetentionFigures(
                buildsForgotten.get(), unitsForgotten.get(), blobsDropped.get(), lastRoundMs.get(), failures.get());
    }

    /** Stops after what it is doing. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
