package io.verdigrid.coordinator.simulation;

import io.verdigrid.coordinator.simulation.TestClass.TimedTest;
import java.util.ArrayList;
import java.util.List;

/** What is to be run in a simulation. Immutable; milliseconds on a host of ordinary speed. */
public record Suite(List<TestClass> classes) {
    /** Copies its list. */
    public Suite {
        classes = List.copyOf(classes);
    }

    /** Tests of all classes. */
    public int tests() {
        int sum = 0;
        for (TestClass each : classes) {
            sum += each.tests().size();
        }
        return sum;
    }

    /** All tests one after the other, with each class's fixture once. */
    public double totalMs() {
        double sum = 0;
        for (TestClass each : classes) {
            sum += each.fixtureMs() + each.testMs();
        }
        return sum;
    }

    /** These classes again and again under new names, and the last one cut, until there are so many tests. */
    public Suite repeatedTo(int tests) {
        List<TestClass> all = new ArrayList<>();
        int left = tests;
        for (int round = 1; left > 0 && !classes.isEmpty(); round++) {
            for (TestClass each : classes) {
                List<TimedTest> taken =
                        each.tests().subList(0, Math.min(left, each.tests().size()));
                if (!taken.isEmpty()) {
                    all.add(new TestClass(each.name() + (round == 1 ? "" : "." + round), each.fixtureMs(), taken));
                }
                left -= taken.size();
            }
        }
        return new Suite(all);
    }

    /** The same, slower or faster by one factor, so that it takes so long one test after the other. */
    public Suite scaledTo(double millis) {
        double factor = millis / totalMs();
        return new Suite(classes.stream().map(each -> each.scaled(factor)).toList());
    }
}
