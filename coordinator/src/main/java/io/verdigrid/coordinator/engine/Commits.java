package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.Ledger;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Commits commands and goes on in the mailbox, in the order of the commits. Mailbox thread only. */
final class Commits {
    private final Ledger ledger;
    private final Mailbox mailbox;
    private final EngineClock clock;
    private final EngineProbe probe;
    private final Consumer<Throwable> onFailure;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long issued;
    private long durable;

    Commits(Ledger ledger, Mailbox mailbox, EngineClock clock, EngineProbe probe, Consumer<Throwable> onFailure) {
        this.ledger = ledger;
        this.mailbox = mailbox;
        this.clock = clock;
        this.probe = probe;
        this.onFailure = onFailure;
    }

    private record Waiting(long target, Runnable task) {}

    long epoch() {
        return ledger.epoch();
    }

    /** Does {@code then} once the command is durable; where the ledger refuses, never, and the engine ends. */
    void commit(Command command, Consumer<Applied> then) {
        issued++;
        long start = clock.nanos();
        ledger.commit(command).whenComplete((applied, failure) -> {
            if (failure != null) {
                onFailure.accept(failure);
                return;
            }
            probe.committed(clock.nanos() - start);
            try {
                mailbox.execute(() -> isDurable(applied, then));
            } catch (RejectedExecutionException stopping) {
                // Durable all the same: the next start goes on from there.
            }
        });
    }

    private void isDurable(Applied applied, Consumer<Applied> then) {
        durable++;
        then.accept(applied);
        while (!waiting.isEmpty() && waiting.element().target() <= durable) {
            waiting.remove().task().run();
        }
    }

    /** Does this once all that was committed until now is durable. */
    void whenAllDurable(Runnable task) {
        if (waiting.isEmpty() && durable == issued) {
            task.run();
        } else {
            waiting.add(new Waiting(issued, task));
        }
    }
}
