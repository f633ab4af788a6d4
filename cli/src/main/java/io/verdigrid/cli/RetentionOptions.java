package io.verdigrid.cli;

import io.verdigrid.coordinator.retention.KeptFor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How long a coordinator keeps things. */
final class RetentionOptions {
    private static final String FOREVER = "forever";
    private static final Pattern DAYS = Pattern.compile("([1-9]\\d{0,4})d");

    @Option(
            names = "--keep-builds",
            paramLabel = "DAYS",
            description = "How long builds, their attempts and output are kept; the newest ten of each suite stay."
                    + " Default: ${DEFAULT-VALUE}; or forever.")
    private String builds = text(KeptFor.USUAL.builds());

    @Option(
            names = "--keep-history",
            paramLabel = "DAYS",
            description = "How long the sums of days are kept, and what is known of tests that no longer run."
                    + " Default: ${DEFAULT-VALUE}; or forever.")
    private String history = text(KeptFor.USUAL.history());

    private static String text(Optional<Duration> kept) {
        return kept.map(time -> time.toDays() + "d").orElse(FOREVER);
    }

    /** What was told; what is wrong with it is added to the problems. */
    KeptFor keptFor(List<String> problems) {
        return new KeptFor(parse("--keep-builds", builds, problems), parse("--keep-history", history, problems));
    }

    private static Optional<Duration> parse(String option, String told, List<String> problems) {
        Matcher days = DAYS.matcher(told);
        if (days.matches()) {
            return Optional.of(Duration.ofDays(Integer.parseInt(days.group(1))));
        }
        if (!told.equals(FOREVER)) {
            problems.add(option + ": '" + told + "' is no number of days: wanted 1d to 99999d, or " + FOREVER);
        }
        return Optional.empty();
    }
}
