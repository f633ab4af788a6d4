package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.LedgerFailure;
import io.verdigrid.coordinator.ledger.OutboxCommand;
import io.verdigrid.coordinator.model.Announcement;
import io.verdigrid.coordinator.store.Store;
import io.verdigrid.protocol.TimeSource;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one sink, one announcement after the other. After a failure it waits, longer each time up to ten minutes, and begins
 * with those that failed least often; after a day it gives an announcement up.
 */
final class SinkLoop {
    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);

    static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final long GIVEN_UP_MS = Duration.ofDays(1).toMillis();
    private static final long JOIN_MS = 5_000;

    private final Sink sink;
    private final List<String> all;
    private final Messages messages;
    private final Store store;
    private final TimeSource time;
    private final Map<Long, Integer> tries = new HashMap<>();
    private final Thread thread;
    private Runnable before = () -> {};
    private int failures;

    SinkLoop(Sink sink, List<String> all, Messages messages, Store store, TimeSource time) {
        this.sink = sink;
        this.all = all;
        this.messages = messages;
        this.store = store;
        this.time = time;
        this.thread = new Thread(this::run, "verdigrid-telling-" + sink.name());
        thread.setDaemon(true);
    }

    /** To be called before the start. */
    void beforeEachRound(Runnable task) {
        before = task;
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    void join() {
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                before.run();
                time.sleep(round() ? POLL : waiting());
            }
        } catch (InterruptedException stopped) {
            LOG.debug("{} is told no more", sink.name());
        } catch (LedgerFailure | ExecutionException e) {
            LOG.debug("{} is told no more, since the coordinator ends: {}", sink.name(), e.getMessage());
        }
    }

    private Duration waiting() {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(10, failures - 1));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** False: the sink failed in a way that may pass. */
    private boolean round() throws InterruptedException, ExecutionException {
        List<Announcement> waiting = store.outbox().waiting().stream()
                .filter(announcement -> !announcement.told().sinks().contains(sink.name()))
                .sorted(Comparator.comparing(announcement -> tries.getOrDefault(announcement.number(), 0)))
                .toList();
        for (Announcement announcement : waiting) {
            if (!tell(announcement)) {
                return false;
            }
        }
        return true;
    }

    private boolean tell(Announcement announcement) throws InterruptedException, ExecutionException {
        try {
            if (sink.wants(announcement)) {
                sink.tell(messages.of(announcement));
                failures = 0;
            }
        } catch (RuntimeException e) {
            LOG.error("{} could not be told of {}", sink.name(), announcement.key(), e);
            failures++;
            tries.merge(announcement.number(), 1, Integer::sum);
            return false;
        } catch (SinkFailure e) {
            boolean tooOld = time.epochMillis() - announcement.atMs() > GIVEN_UP_MS;
            if (!e.permanent() && !tooOld) {
                failures++;
                tries.merge(announcement.number(), 1, Integer::sum);
                LOG.warn(
                        "{} was not told of {}, again in {} s: {}",
                        sink.name(),
                        announcement.key(),
                        waiting().toSeconds(),
                        e.getMessage());
                return false;
            }
            LOG.warn("{} will not be told of {}: {}", sink.name(), announcement.key(), e.getMessage());
        }
        tries.remove(announcement.number());
        store.ledger()
                .commit(new Command.OfOutbox(new OutboxCommand.Told(announcement.number(), sink.name(), all)))
                .toCompletableFuture()
                .get();
        return true;
    }
}
