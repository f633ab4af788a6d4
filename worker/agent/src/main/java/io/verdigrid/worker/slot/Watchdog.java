package io.verdigrid.worker.slot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says when a run has gone on for too long: a test since its start, or the run since its last event while no test runs.
 *
 * <p>Pure: times in nanoseconds are passed in. Not thread-safe.
 */
final class Watchdog {
    private final long testNanos;
    private final long outsideNanos;
    private final Map<String, Long> running = new LinkedHashMap<>();
    private long lastEvent;
    private boolean dumped;

    /** What to do now. */
    enum Advice {
        WAIT,
        /** Half of the time is over. */
        DUMP,
        KILL
    }

    /**
     * Times are told in milliseconds.
     *
     * @param testMs for each test
     * @param outsideMs for what is between tests, starting a context say
     */
    Watchdog(long testMs, long outsideMs, long now) {
        this.testNanos = testMs * 1_000_000;
        this.outsideNanos = outsideMs * 1_000_000;
        this.lastEvent = now;
    }

    /** Something happened. A container's own time begins anew with each event: its tests are timed one by one. */
    void event(long now) {
        lastEvent = now;
        dumped = dumped && !running.isEmpty();
    }

    void started(String uniqueId, boolean isTest, long now) {
        event(now);
        if (isTest) {
            running.put(uniqueId, now);
        }
    }

    void finished(String uniqueId, long now) {
        event(now);
        running.remove(uniqueId);
        dumped = false;
    }

    Advice check(long now) {
        long age =
                now - running.values().stream().mapToLong(Long::longValue).min().orElse(lastEvent);
        long limit = running.isEmpty() ? outsideNanos : testNanos;
        if (age >= limit) {
            return Advice.KILL;
        }
        if (age >= limit / 2 && !dumped) {
            dumped = true;
            return Advice.DUMP;
        }
        return Advice.WAIT;
    }

    /** The tests whose time is over. */
    List<String> overdue(long now) {
        List<String> overdue = new ArrayList<>();
        running.forEach((uniqueId, since) -> {
            if (now - since >= testNanos) {
                overdue.add(uniqueId);
            }
        });
        return overdue;
    }
}
