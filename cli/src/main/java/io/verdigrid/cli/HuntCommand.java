package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Interrupts;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.hunt.HuntSession;
import io.verdigrid.cli.run.Reconnection;
import io.verdigrid.coordinator.CoordinatorLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hunts for intermittent tests. */
@Command(
        name = "hunt",
        description = {
            "Looks for intermittent tests with slots that nobody else wants: runs the tests of a suite's last build alone,"
                    + " twice in one JVM, in other time zones, locales and encodings, on one processor, and in random orders.",
            "A test that is red in one of these and was not in the build is looked into: what it depends on, and the shortest"
                    + " order that shows it.",
            "The same build and seed are the same hunt: called again, it goes on where it was ended."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid hunt --suite shop --coordinator grid:8470",
            "  verdigrid hunt --suite shop --rounds 100 --for 6h",
            "",
            "Exit status: 0 nothing found, 1 found something, 2 wrong usage or input, 3 the grid failed, 130 interrupted."
        })
final class HuntCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Option(names = "--suite", paramLabel = "NAME", description = "Its newest build that ended green or red is hunted.")
    String suite = "";

    @Option(names = "--build", paramLabel = "ID", description = "This build is hunted.")
    String build = "";

    @Option(names = "--rounds", paramLabel = "N", description = "Random orders. Default: ${DEFAULT-VALUE}.")
    int rounds = 20;

    @Option(names = "--until-red", description = "End with the first finding.")
    boolean untilRed;

    @Option(names = "--for", paramLabel = "TIME", description = "Begin no round after this time, such as 6h.")
    @Nullable
    Duration time;

    @Option(names = "--seed", paramLabel = "N", description = "Of the random orders. Default: the day, as 20261124.")
    @Nullable
    Long seed;

    @Option(names = "--slots", paramLabel = "N", description = "Runners at once on this machine. Default: its cores.")
    @Nullable
    Integer slots;

    @Option(
            names = "--reconnect-timeout",
            paramLabel = "TIME",
            description = "How long the coordinator may be away. Default: 2m.")
    Duration reconnectTimeout = Patience.USUAL.reconnect();

    HuntCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        try (Grid opened = grid.open(surroundings, Slots.of(slots), CoordinatorLimits.DEFAULT)) {
            Reconnection reconnection = new Reconnection(opened, surroundings.time(), reconnectTimeout);
            HuntSession session =
                    new HuntSession(opened, reconnection, surroundings.time(), surroundings.console()::out);
            HuntSession.Terms terms = new HuntSession.Terms(
                    rounds,
                    untilRed,
                    Optional.ofNullable(time),
                    seed == null ? today() : seed,
                    grid.isRemote() ? 0 : Slots.of(slots),
                    grid.words());
            AtomicBoolean interrupted = new AtomicBoolean();
            Interrupts.Registration registration = surroundings.interrupts().onInterrupt(() -> {
                interrupted.set(true);
                surroundings.console().err().println("Interrupted: cancelling what runs.");
                session.cancel();
                end(opened);
            });
            try {
                int found = session.hunt(session.base(suite, build), terms);
                return interrupted.get() ? Exit.INTERRUPTED : found == 0 ? Exit.OK : Exit.RED;
            } finally {
                registration.withdraw();
            }
        }
    }

    private static void end(Grid opened) {
        opened.close();
    }

    private long today() {
        var day = Instant.ofEpochMilli(surroundings.time().epochMillis()).atZone(ZoneOffset.UTC);
        return day.getYear() * 10_000L + day.getMonthValue() * 100L + day.getDayOfMonth();
    }

    private void check() {
        List<String> problems = new ArrayList<>();
        if (suite.isEmpty() == build.isEmpty()) {
            problems.add("give --suite NAME or --build ID: what is hunted is a build that has run");
        }
        if (rounds < 0 || rounds > 100_000) {
            problems.add("--rounds: " + rounds + " is out of range: wanted 0 to 100000");
        }
        if (slots != null && grid.isRemote()) {
            problems.add("--slots is for tests on this machine; on a grid each worker has its own");
        }
        Slots.check(problems, slots);
        if (!problems.isEmpty()) {
            throw Problem.input(String.join("\n", problems));
        }
    }
}
