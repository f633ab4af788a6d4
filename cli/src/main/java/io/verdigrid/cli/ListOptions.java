package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import picocli.CommandLine.Option;

/** How much of a list a command prints, and in which form. */
final class ListOptions {
    @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: ${DEFAULT-VALUE}; 0: all.")
    private int limit;

    @Option(names = "--json", description = "A JSON array instead of a table.")
    boolean json;

    ListOptions(int usualLimit) {
        limit = usualLimit;
    }

    /** How many to read at most; throws a Problem for a limit that is none. */
    int wanted() {
        if (limit < 0) {
            throw Problem.input("--limit: " + limit + " is out of range: wanted 0 (all) or more");
        }
        return limit == 0 ? Integer.MAX_VALUE : limit;
    }
}
