package io.verdigrid.coordinator.rpc;

import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The long calls, so that they can be ended when the server stops. Thread-safe. */
final class OpenStreams {
    private final Map<Long, Consumer<Status>> enders = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /** Adds a call by what ends it with a status; the answer takes it out. */
    Runnable add(Consumer<Status> ender) {
        long number = numbers.incrementAndGet();
        enders.put(number, ender);
        return () -> enders.remove(number);
    }

    void endAll(Status status) {
        enders.values().forEach(ender -> ender.accept(status));
    }
}
