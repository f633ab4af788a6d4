package io.verdigrid.cli.load;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** One build, as the light workers live through it: what they run, how fast, and what was measured. Thread-safe. */
final class Round {
    final LoadUnits units;
    /** A test takes its duration times this; 0: no time at all. */
    final double pace;

    /** From the moment a message of attempts is sent until it is acknowledged. */
    final Latencies toAck = new Latencies();
    /** From the moment a slot reports that it is idle until its next lease, while units wait. */
    final Latencies toLease = new Latencies();

    final LongAdder messages = new LongAdder();
    private final Set<String> granted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger grantedCount = new AtomicInteger();
    private final LongAdder sent = new LongAdder();
    private final AtomicLong firstSentNanos = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final CountDownLatch allAcknowledged = new CountDownLatch(1);
    private volatile long lastAckNanos;
    private volatile Runnable onFirst = () -> {};

    Round(LoadUnits units, double pace) {
        this.units = units;
        this.pace = pace;
    }

    /** Done once, before the first attempt is sent. */
    void onFirst(Runnable action) {
        onFirst = action;
    }

    void granted(String unitId) {
        if (granted.add(unitId)) {
            grantedCount.incrementAndGet();
        }
    }

    /** Not every unit was granted yet, so that an idle slot should be given one. */
    boolean unitsWait() {
        return grantedCount.get() < units.count();
    }

    void sending(int attempts, long nowNanos) {
        messages.increment();
        if (attempts > 0 && firstSentNanos.compareAndSet(0, nowNanos)) {
            onFirst.run();
        }
        sent.add(attempts);
    }

    void acknowledged(int attempts, long sentNanos, long nowNanos) {
        if (attempts == 0) {
            return;
        }
        toAck.add(nowNanos - sentNanos);
        lastAckNanos = nowNanos;
        if (acknowledged.addAndGet(attempts) >= units.tests()) {
            allAcknowledged.countDown();
        }
    }

    /** Waits until as many attempts are acknowledged as there are tests; false: not in this time. */
    boolean await(long seconds) throws InterruptedException {
        return allAcknowledged.await(seconds, TimeUnit.SECONDS);
    }

    long acknowledged() {
        return acknowledged.get();
    }

    long attempts() {
        return sent.sum();
    }

    /** From the first attempt's report to the last one's acknowledgement. */
    double seconds() {
        return (lastAckNanos - firstSentNanos.get()) / 1e9;
    }
}
