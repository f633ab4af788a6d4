package io.verdigrid.deployer.recording;

import io.verdigrid.deployer.judge.Sample;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Samples as CSV: a line of titles, then a line each. The columns time, metric, host, value and, where there is one, exposure
 * may stand in any order; times are ISO-8601 with a zone or seconds since the epoch.
 */
public final class SampleFile {
    /** The titles that {@link #line} writes under. */
    public static final String TITLES = "time,metric,host,value,exposure";

    private static final int MOST_PROBLEMS = 20;
    private static final List<String> NEEDED = List.of("time", "metric", "host", "value");

    private SampleFile() {}

    /**
     * Reads samples.
     *
     * @throws RecordingProblem with the first twenty things that are wrong
     */
    public static List<Sample> read(List<String> lines) {
        if (lines.isEmpty()) {
            throw new RecordingProblem(List.of("line 1: is missing; titles such as " + TITLES));
        }
        List<String> titles =
                Arrays.stream(lines.get(0).split(",", -1)).map(String::strip).toList();
        List<String> problems = new ArrayList<>();
        for (String needed : NEEDED) {
            if (!titles.contains(needed)) {
                problems.add("line 1: '" + lines.get(0) + "' has no column " + needed + "; titles such as " + TITLES);
            }
        }
        if (!problems.isEmpty()) {
            throw new RecordingProblem(problems);
        }
        List<Sample> samples = new ArrayList<>();
        for (int i = 1; i < lines.size() && problems.size() < MOST_PROBLEMS; i++) {
            if (!lines.get(i).isBlank()) {
                add(samples, titles, lines.get(i).split(",", -1), "line " + (i + 1), problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new RecordingProblem(problems);
        }
        return samples;
    }

    /** One sample as a line of such a file, without its end. */
    public static String line(Sample sample) {
        String exposure = Double.isNaN(sample.exposure()) ? "" : Double.toString(sample.exposure());
        return String.join(
                ",",
                Instant.ofEpochMilli(sample.atMillis()).toString(),
                sample.metric(),
                sample.host(),
                Double.toString(sample.value()),
                exposure);
    }

    private static void add(
            List<Sample> samples, List<String> titles, String[] cells, String where, List<String> problems) {
        if (cells.length != titles.size()) {
            problems.add(where + ": " + cells.length + " values; must be " + titles.size() + ", as there are titles");
            return;
        }
        String[] stripped = Arrays.stream(cells).map(String::strip).toArray(String[]::new);
        try {
            long at = Moments.of(stripped[titles.indexOf("time")]).toEpochMilli();
            double value = number(stripped[titles.indexOf("value")]);
            int exposed = titles.indexOf("exposure");
            double exposure = exposed < 0 || stripped[exposed].isEmpty() ? Double.NaN : number(stripped[exposed]);
            samples.add(new Sample(
                    stripped[titles.indexOf("metric")], stripped[titles.indexOf("host")], at, value, exposure));
        } catch (DateTimeException e) {
            problems.add(where + ": time '" + stripped[titles.indexOf("time")]
                    + "' must be ISO-8601 with a zone, or seconds since the epoch");
        } catch (NumberFormatException e) {
            problems.add(where + ": '" + String.join(",", cells) + "': value and exposure must be numbers");
        }
    }

    private static double number(String text) {
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }
}
