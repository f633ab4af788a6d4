package io.verdigrid.protocol;

import java.time.Duration;

/** The machine's clock; the one place of the product in which it is read. */
final class SystemTimeSource implements TimeSource {
    @Override
    public long epochMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
    }
}
