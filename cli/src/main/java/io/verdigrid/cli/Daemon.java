package io.verdigrid.cli;

import io.verdigrid.cli.console.Interrupts;
import io.verdigrid.cli.console.Problem;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** A command that stays until it is told to end. */
final class Daemon {
    private Daemon() {}

    /**
     * Waits for ctrl-c or SIGTERM; what {@code end} does is done before the process goes. Throws a Problem where the
     * coordinator could not go on: whoever keeps the daemon up should start it again.
     */
    static void stay(Surroundings surroundings, Runnable end, CompletionStage<String> failure)
            throws InterruptedException {
        CompletableFuture<Optional<String>> over = new CompletableFuture<>();
        failure.thenAccept(why -> over.complete(Optional.of(why)));
        Interrupts.Registration registration = surroundings.interrupts().onInterrupt(() -> {
            end.run();
            over.complete(Optional.empty());
        });
        try {
            Optional<String> why = over.get();
            if (why.isPresent()) {
                throw Problem.grid("the coordinator cannot go on: " + why.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            registration.withdraw();
        }
    }

    /** A line for whoever started it. */
    static void say(Surroundings surroundings, String line) {
        surroundings.console().out().println(line);
        surroundings.console().out().flush();
    }
}
