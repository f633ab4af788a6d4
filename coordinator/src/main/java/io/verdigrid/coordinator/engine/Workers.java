package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.model.CodeKey;
import io.verdigrid.coordinator.scheduler.WorkerStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The workers that have said hello, and the ways to them. Mailbox thread only. */
final class Workers {
    private final Map<String, Entry> entries = new HashMap<>();

    /** What is known of a worker beside what the scheduler knows. */
    private static final class Entry {
        final OrderedSteps steps = new OrderedSteps();
        String host = "";
        String version = "";
        String variant = "";
        long connectedAtMs;
        double load = -1;
        List<String> running = List.of();

        @Nullable
        WorkerLink link;

        /** Which connection is the newest; what an older one says of itself no longer matters. */
        @Nullable
        Object connection;
    }

    /** The worker's reports in their order, over all its connections. */
    OrderedSteps steps(String workerId) {
        return entry(workerId).steps;
    }

    /** A connection begins; the one before it is told that it was replaced, and nothing is sent until {@link #linked}. */
    void connecting(WorkerHello hello, Object connection, long nowMs) {
        Entry entry = entry(hello.workerId());
        if (entry.link != null) {
            entry.link.replaced();
            entry.link = null;
        }
        entry.connection = connection;
        entry.host = hello.host();
        entry.version = hello.version();
        entry.variant = CodeKey.variant(hello.labels());
        entry.connectedAtMs = nowMs;
    }

    /** From now on the worker hears of decisions over this link, unless a newer connection has begun. */
    boolean linked(String workerId, Object connection, WorkerLink link) {
        if (!isCurrent(workerId, connection)) {
            return false;
        }
        entry(workerId).link = link;
        return true;
    }

    boolean isCurrent(String workerId, Object connection) {
        return entry(workerId).connection == connection;
    }

    /** Of the code that it runs. */
    String variant(String workerId) {
        return entry(workerId).variant;
    }

    void disconnected(String workerId) {
        Entry entry = entry(workerId);
        entry.link = null;
        entry.connection = null;
        entry.running = List.of();
    }

    void heard(String workerId, double load, List<String> running) {
        Entry entry = entry(workerId);
        entry.load = load;
        entry.running = running;
    }

    /** The host's load average of its last heartbeat, times 100; -1: not known. */
    int loadPercent(String workerId) {
        Entry entry = entries.get(workerId);
        return entry == null || entry.load < 0 ? -1 : (int) Math.min(1_000_000, Math.round(entry.load * 100));
    }

    /** Does this with the worker's link, if it is connected. */
    void tell(String workerId, Consumer<WorkerLink> what) {
        Entry entry = entries.get(workerId);
        if (entry != null && entry.link != null) {
            what.accept(entry.link);
        }
    }

    void tellAll(Consumer<WorkerLink> what) {
        for (Entry entry : entries.values()) {
            if (entry.link != null) {
                what.accept(entry.link);
            }
        }
    }

    List<String> connected() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().link != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The workers of the scheduler's list; forgets those that are neither there nor connected. */
    List<WorkerView> views(List<WorkerStatus> statuses) {
        List<WorkerView> views = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (WorkerStatus status : statuses) {
            known.add(status.workerId());
            Entry entry = entry(status.workerId());
            views.add(
                    new WorkerView(status, entry.host, entry.version, entry.connectedAtMs, entry.load, entry.running));
        }
        entries.entrySet().removeIf(entry -> entry.getValue().connection == null && !known.contains(entry.getKey()));
        return views;
    }

    private Entry entry(String workerId) {
        return entries.computeIfAbsent(workerId, id -> new Entry());
    }
}
