package io.verdigrid.cli.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says where the slots' time went in a run of sleeping tests: arguments are the events of `verdigrid run --json`, the table of
 * durations, and the number of slots.
 */
final class SleepersReport {
    private final Map<String, Double> sleepsMs = new HashMap<>();
    private final Map<String, List<Test>> bySlot = new HashMap<>();
    private String ended = "";

    private record Test(double startMs, double tookMs, double sleptMs) {
        double endMs() {
            return startMs + tookMs;
        }
    }

    /** Prints the account. */
    public static void main(String[] args) throws IOException {
        SleepersReport report = new SleepersReport();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            String[] columns = line.split(",", -1);
            if (!columns[0].equals("class")) {
                report.sleepsMs.put(columns[0] + "#" + columns[1], Double.parseDouble(columns[2]));
            }
        }
        try (var lines = Files.lines(Path.of(args[0]))) {
            lines.forEach(report::take);
        }
        report.print(Integer.parseInt(args[2]));
    }

    private void take(String line) {
        if (line.startsWith("{\"event\":\"ended\"")) {
            ended = line;
        } else if (line.startsWith("{\"event\":\"result\"")) {
            String test = text(line, "class") + "#" + text(line, "name").replaceAll("\\(.*", "");
            Double slept = sleepsMs.get(test);
            if (slept == null) {
                throw new IllegalStateException("no such test: " + line);
            }
            bySlot.computeIfAbsent(text(line, "worker") + "/" + (long) number(line, "slot"), slot -> new ArrayList<>())
                    .add(new Test(number(line, "startedAtMs"), number(line, "durationUs") / 1000, slept));
        }
    }

    private void print(int slots) {
        if (ended.isEmpty()) {
            throw new IllegalStateException("the run did not end");
        }
        double beganMs = number(ended, "submittedAtMs");
        double endedMs = number(ended, "endedAtMs");
        double start = 0;
        double over = 0;
        double between = 0;
        double tail = 0;
        double slept = 0;
        int attempts = 0;
        for (List<Test> tests : bySlot.values()) {
            tests.sort(Comparator.comparingDouble(Test::startMs));
            start += tests.get(0).startMs() - beganMs;
            double endMs = tests.get(0).startMs();
            for (Test test : tests) {
                attempts++;
                slept += test.sleptMs();
                over += test.tookMs() - test.sleptMs();
                between += test.startMs() - endMs;
                endMs = test.endMs();
            }
            tail += endedMs - endMs;
        }
        double unused = (slots - bySlot.size()) * (endedMs - beganMs);
        double total =
                sleepsMs.values().stream().mapToDouble(Double::doubleValue).sum();
        double longest = sleepsMs.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        double makespan = endedMs - beganMs;
        double bound = Math.max(total / slots, longest);
        print(
                "makespan %.1f s, bound %.1f s (all sleep / slots): efficiency %.3f",
                makespan / 1000, bound / 1000, bound / makespan);
        print("the slots' time, %.0f s:", slots * makespan / 1000);
        share("asleep in tests, as planned", total, slots * makespan);
        share("tests that ran twice", slept - total, slots * makespan);
        share("in tests, longer than planned", over, slots * makespan);
        share("before a slot's first test (discovery, transfer, start of its runner)", start, slots * makespan);
        share("between tests (JUnit, classes, reports, leases)", between, slots * makespan);
        share("behind a slot's last test", tail, slots * makespan);
        share("slots that ran nothing", unused, slots * makespan);
        print("%,d attempts of %,d tests", attempts, sleepsMs.size());
    }

    private static void share(String of, double ms, double allMs) {
        print("  %5.1f %%  %s", 100 * ms / allMs, of);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static String text(String line, String field) {
        return find(line, "\"" + field + "\":\"([^\"]*)\"");
    }

    private static double number(String line, String field) {
        return Double.parseDouble(find(line, "\"" + field + "\":(-?[0-9.]+)"));
    }

    private static String find(String line, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(line);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + line);
        }
        return matcher.group(1);
    }
}
