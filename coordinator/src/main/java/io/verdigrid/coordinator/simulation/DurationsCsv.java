package io.verdigrid.coordinator.simulation;

import io.verdigrid.coordinator.simulation.TestClass.TimedTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads durations of tests: a line {@code class,test,milliseconds,fixture} as title, then one a test. The fixture is its
 * class's, milliseconds, the same in each line of the class. A field in double quotes may hold commas. For one thread;
 * IllegalArgumentExceptions say the line, the field and what is allowed.
 */
public final class DurationsCsv {
    private static final List<String> TITLE = List.of("class", "test", "milliseconds", "fixture");
    private static final double LONGEST_MS = 7 * 86_400_000.0;

    private final Map<String, List<TimedTest>> tests = new LinkedHashMap<>();
    private final Map<String, Double> fixtures = new LinkedHashMap<>();

    /** The suite of these lines. */
    public static Suite read(Iterable<String> lines) {
        return new DurationsCsv().all(lines);
    }

    private Suite all(Iterable<String> lines) {
        int number = 0;
        for (String line : lines) {
            number++;
            if (number == 1) {
                if (!fields(line.replace("\uFEFF", "")).equals(TITLE)) {
                    throw problem(1, "is '" + shown(line) + "': wanted " + String.join(",", TITLE));
                }
            } else if (!line.isBlank()) {
                row(number, fields(line));
            }
        }
        if (tests.isEmpty()) {
            throw new IllegalArgumentException("no test in it: wanted lines class,test,milliseconds,fixture");
        }
        List<TestClass> classes = new ArrayList<>();
        tests.forEach((name, own) -> classes.add(new TestClass(name, fixtures.getOrDefault(name, 0.0), own)));
        return new Suite(classes);
    }

    private void row(int number, List<String> fields) {
        if (fields.size() != TITLE.size()) {
            throw problem(number, "has " + fields.size() + " fields: wanted class,test,milliseconds,fixture");
        }
        String name = fields.get(0);
        if (name.isEmpty() || fields.get(1).isEmpty()) {
            throw problem(number, "has no " + (name.isEmpty() ? "class" : "test"));
        }
        double millis = number(number, "milliseconds", fields.get(2));
        double fixture = number(number, "fixture", fields.get(3));
        tests.computeIfAbsent(name, n -> new ArrayList<>()).add(new TimedTest(fields.get(1), millis));
        Double before = fixtures.putIfAbsent(name, fixture);
        if (before != null && before != fixture) {
            throw problem(
                    number,
                    "fixture is " + fields.get(3) + ", but " + before + " in a line of " + name
                            + " before: a class has one");
        }
    }

    private static double number(int line, String field, String text) {
        try {
            double number = Double.parseDouble(text);
            if (number >= 0 && number <= LONGEST_MS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with the line.
        }
        throw problem(line, field + " is '" + shown(text) + "': wanted a number from 0 to " + (long) LONGEST_MS);
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    private static IllegalArgumentException problem(int line, String what) {
        return new IllegalArgumentException("line " + line + " " + what);
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    field.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().trim());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().trim());
        return fields;
    }
}
