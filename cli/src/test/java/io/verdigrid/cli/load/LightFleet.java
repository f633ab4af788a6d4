package io.verdigrid.cli.load;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Light workers, several streams to a channel, and the round that they are in. Thread-safe. */
final class LightFleet implements AutoCloseable {
    private static final int STREAMS_PER_CHANNEL = 50;

    private final TimeSource time;
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final List<LightWorker> workers = new ArrayList<>();
    private final ScheduledThreadPoolExecutor timer;
    private final CountDownLatch allWelcomed;
    private volatile Round round = new Round(new LoadUnits(new SyntheticSuite(1, 1, 1, 0, 0)), 0);

    @Nullable
    private volatile String failure;

    private volatile int heartbeatMs = 1000;
    private volatile boolean closing;

    /** Connects so many workers to the coordinator. */
    LightFleet(String address, int workers, int slots, TimeSource time) {
        this.time = time;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "timer");
            thread.setDaemon(true);
            return thread;
        });
        allWelcomed = new CountDownLatch(workers);
        for (int i = 0; i < workers; i++) {
            if (i % STREAMS_PER_CHANNEL == 0) {
                channels.add(channel(address));
            }
            LightWorker worker = new LightWorker("light-" + i, slots, this);
            this.workers.add(worker);
            worker.connect(channels.get(channels.size() - 1));
        }
    }

    /** Whatever logs here says only what goes wrong. */
    static void quiet() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }

    /** A channel whose callbacks run on the network's threads. */
    static ManagedChannel channel(String address) {
        return Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
                .directExecutor()
                .maxInboundMessageSize(Protocol.MAX_MESSAGE_BYTES)
                .build();
    }

    /** Waits until the coordinator knows all of them, and lets their hearts beat. */
    void awaitWelcome() throws InterruptedException {
        if (!allWelcomed.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(allWelcomed.getCount() + " workers were not welcomed in a minute");
        }
        // One after the other, so that the beats of all are spread over the whole interval.
        long us = Math.max(1, heartbeatMs * 1000L / workers.size());
        Future<?> unused = timer.scheduleAtFixedRate(new Beats(), us, us, TimeUnit.MICROSECONDS);
    }

    void welcomed(int everyMs) {
        heartbeatMs = everyMs;
        allWelcomed.countDown();
    }

    private final class Beats implements Runnable {
        private int next;

        @Override
        public void run() {
            workers.get(next++ % workers.size()).beat();
        }
    }

    /** For what is not a worker. */
    ManagedChannel anyChannel() {
        return channels.get(0);
    }

    void begin(Round next) {
        round = next;
    }

    Round round() {
        return round;
    }

    void after(long micros, Runnable task) {
        if (!closing) {
            Future<?> unused = timer.schedule(task, micros, TimeUnit.MICROSECONDS);
        }
    }

    long nanos() {
        return time.nanos();
    }

    long epochMillis() {
        return time.epochMillis();
    }

    void failed(String what) {
        if (!closing && failure == null) {
            failure = what;
        }
    }

    /** Throws if a worker's stream ended that should not have. */
    void check() {
        String what = failure;
        if (what != null) {
            throw new IllegalStateException("a stream ended: " + what);
        }
    }

    boolean isSettled() {
        return workers.stream().allMatch(LightWorker::isSettled);
    }

    @Override
    public void close() {
        closing = true;
        workers.forEach(LightWorker::close);
        timer.shutdownNow();
        channels.forEach(ManagedChannel::shutdownNow);
    }
}
