package io.verdigrid.coordinator.engine;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What callers wait for, so that none waits for an engine that has ended. Thread-safe. */
final class Promises {
    private final Mailbox mailbox;
    private final Map<Long, CompletableFuture<?>> open = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    @Nullable
    private volatile Throwable ended;

    Promises(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** Has the task keep its promise in the mailbox. */
    <T> CompletionStage<T> make(Consumer<CompletableFuture<T>> task) {
        CompletableFuture<T> promise = new CompletableFuture<>();
        long number = numbers.incrementAndGet();
        open.put(number, promise);
        try {
            mailbox.execute(() -> task.accept(promise));
        } catch (RejectedExecutionException stopping) {
            promise.completeExceptionally(stopping);
        }
        Throwable cause = ended;
        if (cause != null) {
            promise.completeExceptionally(cause);
        }
        return promise.whenComplete((value, failure) -> open.remove(number));
    }

    /** Breaks all promises, those made from now on too. */
    void end(Throwable cause) {
        ended = cause;
        open.values().forEach(promise -> promise.completeExceptionally(cause));
    }
}
