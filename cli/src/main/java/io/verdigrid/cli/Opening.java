package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.coordinator.CoordinatorLimits;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A grid that opens while something else is done. */
final class Opening {
    private Opening() {}

    static CompletableFuture<Grid> of(
            GridOptions options,
            Surroundings surroundings,
            int slots,
            CoordinatorLimits limits,
            Interruption interruption) {
        CompletableFuture<Grid> grid = new CompletableFuture<>();
        Thread opener = new Thread(
                () -> {
                    try {
                        Grid opened = options.open(surroundings, slots, limits);
                        interruption.opened(opened);
                        grid.complete(opened);
                    } catch (Throwable e) {
                        grid.completeExceptionally(e);
                    }
                },
                "open-grid");
        opener.setDaemon(true);
        opener.start();
        return grid;
    }

    /** Closes the grid as soon as it is open: it is not needed any more. */
    static void abandon(CompletableFuture<Grid> opening) {
        opening.whenComplete((grid, failure) -> {
                    if (grid != null) {
                        grid.close();
                    }
                })
                .exceptionally(failure -> null);
    }

    /** The grid; what kept it from opening is thrown as it was. */
    static Grid await(CompletableFuture<Grid> opening) {
        try {
            return opening.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw Problem.grid("the grid did not start: " + e.getCause());
        }
    }
}
