package io.verdigrid.coordinator.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Commands that wait for the ledger's thread, in the order of their commits. Thread-safe. */
final class CommandQueue {
    private final int batchEntries;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable LedgerFailure refusal;

    /**
     * An open queue.
     *
     * @param batchEntries facts in one batch at most, if it is more than one command
     */
    CommandQueue(int batchEntries) {
        this.batchEntries = batchEntries;
    }

    /** A command and the promise that was given for it. */
    record Waiting(Command command, CompletableFuture<Applied> promise) {
        int entries() {
            if (command instanceof Command.RecordAttempts record) {
                return 1 + record.entries().size();
            }
            return command instanceof Command.AddPlan add
                    ? 1
                            + add.units().stream()
                                    .mapToInt(unit -> unit.tests().size())
                                    .sum()
                    : 1;
        }
    }

    synchronized void add(Waiting command) {
        if (refusal != null) {
            throw refusal;
        }
        waiting.add(command);
        notifyAll();
    }

    /** All that waits, up to the size of a batch; waits for a first one. Empty: refused, and nothing is left. */
    synchronized List<Waiting> take() throws InterruptedException {
        while (waiting.isEmpty() && refusal == null) {
            wait();
        }
        List<Waiting> taken = new ArrayList<>();
        int entries = 0;
        while (!waiting.isEmpty()) {
            entries += waiting.element().entries();
            if (!taken.isEmpty() && entries > batchEntries) {
                break;
            }
            taken.add(waiting.remove());
        }
        return taken;
    }

    /** Takes no more commands; those that wait are left. The first refusal stays. */
    synchronized void refuse(LedgerFailure why) {
        refusal = refusal == null ? why : refusal;
        notifyAll();
    }

    /** All that waits. */
    synchronized List<Waiting> drain() {
        List<Waiting> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }
}
