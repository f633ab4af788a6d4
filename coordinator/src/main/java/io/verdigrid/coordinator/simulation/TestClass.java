package io.verdigrid.coordinator.simulation;

import java.util.List;

/**
 * A class of tests as a simulation knows it. Immutable; milliseconds.
 *
 * @param fixtureMs how long it holds its slot outside its tests, once for each lease
 */
public record TestClass(String name, double fixtureMs, List<TimedTest> tests) {
    /** Copies its list. */
    public TestClass {
        tests = List.copyOf(tests);
    }

    /** A test and the milliseconds that it takes on a host of ordinary speed. */
    public record TimedTest(String name, double millis) {
        /** Its method: invocations of one method are {@code method#1} or {@code method[1]}, and share one. */
        String method() {
            for (int i = 1; i < name.length(); i++) {
                char c = name.charAt(i);
                if (c == '#' || c == '[') {
                    return name.substring(0, i);
                }
            }
            return name;
        }
    }

    double testMs() {
        double sum = 0;
        for (TimedTest test : tests) {
            sum += test.millis();
        }
        return sum;
    }

    TestClass scaled(double factor) {
        return new TestClass(
                name,
                fixtureMs * factor,
                tests.stream()
                        .map(test -> new TimedTest(test.name(), test.millis() * factor))
                        .toList());
    }
}
