package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.coordinator.simulation.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The fleet of a simulation. */
final class SimulatedFleet {
    private static final int MOST_SLOTS = 100_000;
    private static final Pattern SLOW = Pattern.compile("(\\d{1,6})=(\\d{1,6}(?:\\.\\d{1,6})?)");

    @Option(names = "--slots", paramLabel = "N", description = "Slots of all workers. Default: ${DEFAULT-VALUE}.")
    int slots = 64;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Over which the slots are spread evenly. Default: one slot each.")
    @Nullable
    Integer workers;

    @Option(
            names = "--speed-spread",
            paramLabel = "SIGMA",
            description = "Sigma of the log-normal speed of workers, such as 0.15. Default: 0, all are equal.")
    double speedSpread;

    @Option(
            names = "--slow",
            paramLabel = "K=FACTOR",
            description = "K workers take FACTOR times as long for everything, such as 2=3. Repeats.")
    List<String> slow = new ArrayList<>();

    @Option(
            names = "--start-jitter",
            paramLabel = "TIME",
            description = "Workers join evenly within this time after the build's start. Default: 0s.")
    Duration startJitter = Duration.ZERO;

    Fleet fleet(long seed) {
        Numbers.within("--slots", slots, 1, MOST_SLOTS);
        Numbers.within("--workers", workers, 1, slots);
        Numbers.withinReal("--speed-spread", speedSpread, 0, 2);
        int hosts = workers == null ? slots : workers;
        List<Fleet.Slow> slowed = new ArrayList<>();
        int left = hosts;
        for (String text : slow) {
            Matcher form = SLOW.matcher(text);
            double factor = form.matches() ? Double.parseDouble(form.group(2)) : 0;
            if (factor == 0) {
                throw Problem.input("--slow: '" + text
                        + "' is not K=FACTOR: wanted a number of workers and how many times slower, such as 2=3");
            }
            int count = Integer.parseInt(form.group(1));
            left -= count;
            if (left < 0) {
                throw Problem.input("--slow: " + (hosts - left) + " workers are to be slow, but there are " + hosts);
            }
            slowed.add(new Fleet.Slow(count, factor));
        }
        return new Fleet.Wish(slots, hosts, speedSpread, slowed, startJitter.toMillis()).grant(seed);
    }
}
