package io.verdigrid.deployer.fleet;

import io.verdigrid.deployer.target.HostProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Does one thing on many hosts at the same time. Thread-safe. */
public final class HostCrew implements AutoCloseable {
    private final ExecutorService threads;

    /** With so many hosts at once. */
    public HostCrew(int atOnce) {
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "verdigrid-host-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is done on a host. */
    public interface OnHost {
        /** On this one. */
        void run(String host) throws HostProblem, InterruptedException;
    }

    private record Done(String host, Optional<HostProblem> problem) {}

    /** Does it on each, and waits for all; {@code meanwhile} is called each time so long passes before the end. */
    public Outcomes each(Collection<String> hosts, OnHost act, Duration every, Runnable meanwhile)
            throws InterruptedException {
        List<Future<Done>> futures = new ArrayList<>();
        for (String host : hosts) {
            futures.add(threads.submit(task(host, act)));
        }
        Outcomes outcomes = new Outcomes();
        try {
            for (Future<Done> future : futures) {
                Done done = await(future, every, meanwhile);
                done.problem().ifPresent(problem -> outcomes.add(done.host(), problem));
            }
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
        return outcomes;
    }

    private static Callable<Done> task(String host, OnHost act) {
        return () -> {
            try {
                act.run(host);
                return new Done(host, Optional.empty());
            } catch (HostProblem e) {
                return new Done(host, Optional.of(e));
            }
        };
    }

    private static Done await(Future<Done> future, Duration every, Runnable meanwhile) throws InterruptedException {
        while (true) {
            try {
                return future.get(every.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                meanwhile.run();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Interrupts what runs, and waits some seconds for its end. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
