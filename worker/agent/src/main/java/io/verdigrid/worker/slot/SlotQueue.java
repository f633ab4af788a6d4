package io.verdigrid.worker.slot;

import io.verdigrid.protocol.TimeSource;
import io.verdigrid.worker.model.BundleUse;
import io.verdigrid.worker.model.Lease;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a slot has to do, in order. Thread-safe. */
final class SlotQueue {
    private final Deque<Lease> waiting = new ArrayDeque<>();
    private final Deque<Task.Forget> forgets = new ArrayDeque<>();
    private Task.@Nullable Prepare prepare;
    private @Nullable StopSign preparing;
    private @Nullable BundleUse preparingUse;
    private @Nullable Work current;
    private boolean quit;
    private final TimeSource time;
    private long dueSince;

    SlotQueue(TimeSource time) {
        this.time = time;
    }

    /** The next thing to do. */
    sealed interface Task {
        /** Run a lease. */
        record Run(Work work) implements Task {}

        /** Start a runner ahead. */
        record Prepare(BundleUse use, StopSign stop) implements Task {}

        /** A build is over; {@code done} wants to know when nothing of it is left here. */
        record Forget(String buildId, Runnable done) implements Task {}

        /** End. */
        record Quit() implements Task {}
    }

    synchronized void add(List<Lease> leases) {
        if (current == null && waiting.isEmpty()) {
            dueSince = time.nanos();
        }
        waiting.addAll(leases);
        prepare = null;
        if (preparing != null && !leases.isEmpty() && !preparesFor(leases.get(0))) {
            preparing.raise("other work came", true);
        }
        notifyAll();
    }

    private boolean preparesFor(Lease lease) {
        return lease.use().equals(preparingUse) && !lease.terms().freshRunner();
    }

    /** Start a runner for this if there is nothing better to do. */
    synchronized boolean prepare(BundleUse use) {
        if (quit || current != null || !waiting.isEmpty() || preparing != null) {
            return false;
        }
        prepare = new Task.Prepare(use, new StopSign());
        notifyAll();
        return true;
    }

    synchronized void forget(String buildId, Runnable done) {
        waiting.removeIf(lease -> lease.key().buildId().equals(buildId));
        if (prepare != null && prepare.use().buildId().equals(buildId)) {
            prepare = null;
        }
        if (preparing != null && preparingUse != null && preparingUse.buildId().equals(buildId)) {
            preparing.raise("the build is over", true);
        }
        if (current != null && current.lease().key().buildId().equals(buildId)) {
            current.stop().raise("the build is over", true);
        }
        forgets.add(new Task.Forget(buildId, done));
        notifyAll();
    }

    /** Stops the current lease if it is such a one, and takes out the waiting ones, which it returns. */
    synchronized List<Lease> remove(Predicate<Lease> which, String reason, boolean silent) {
        List<Lease> removed = new ArrayList<>();
        for (Iterator<Lease> i = waiting.iterator(); i.hasNext(); ) {
            Lease lease = i.next();
            if (which.test(lease)) {
                removed.add(lease);
                i.remove();
            }
        }
        if (current != null && which.test(current.lease())) {
            current.stop().raise(reason, silent);
        }
        return removed;
    }

    /** Takes out what has not begun. */
    synchronized List<Lease> removeWaiting() {
        List<Lease> removed = List.copyOf(waiting);
        waiting.clear();
        return removed;
    }

    synchronized void quit() {
        quit = true;
        waiting.clear();
        if (current != null) {
            current.stop().raise("the worker ends", true);
        }
        if (preparing != null) {
            preparing.raise("the worker ends", true);
        }
        notifyAll();
    }

    /** Waits for something to do. */
    synchronized Task take() throws InterruptedException {
        while (true) {
            if (quit) {
                return new Task.Quit();
            } else if (!forgets.isEmpty()) {
                return forgets.removeFirst();
            } else if (!waiting.isEmpty()) {
                current = new Work(waiting.removeFirst(), dueSince);
                return new Task.Run(current);
            } else if (prepare != null) {
                Task.Prepare task = prepare;
                prepare = null;
                preparing = task.stop();
                preparingUse = task.use();
                return task;
            }
            wait();
        }
    }

    /** The current task is done; returns whether leases wait. */
    synchronized boolean done() {
        if (current != null) {
            dueSince = time.nanos();
        }
        current = null;
        preparing = null;
        preparingUse = null;
        return !waiting.isEmpty();
    }

    synchronized List<Lease> held() {
        List<Lease> held = new ArrayList<>();
        if (current != null) {
            held.add(current.lease());
        }
        held.addAll(waiting);
        return held;
    }

    synchronized Optional<Work> current() {
        return Optional.ofNullable(current);
    }
}
