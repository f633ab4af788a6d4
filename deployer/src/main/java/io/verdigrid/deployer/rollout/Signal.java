package io.verdigrid.deployer.rollout;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes who waits. Thread-safe. */
final class Signal implements Surroundings.Waiting {
    private final Semaphore bell = new Semaphore(0);

    /** Whoever waits now, or waits next, goes on. */
    void ring() {
        bell.release();
    }

    @Override
    public void await(Duration most) throws InterruptedException {
        if (bell.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
            bell.drainPermits();
        }
    }
}
