package io.verdigrid.coordinator.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** What history says of a suite: the truth, with noise. Immutable; milliseconds. */
final class Guesses {
    final double[] fixtures;
    final double[][] tests;

    Guesses(Scenario scenario) {
        List<TestClass> classes = scenario.suite().classes();
        SplittableRandom random = new SplittableRandom(scenario.seed() * 104_729 + 2);
        fixtures = new double[classes.size()];
        tests = new double[classes.size()][];
        for (int i = 0; i < fixtures.length; i++) {
            TestClass each = classes.get(i);
            fixtures[i] = each.fixtureMs() * Noise.factor(random, scenario.noise());
            tests[i] = new double[each.tests().size()];
            for (int t = 0; t < tests[i].length; t++) {
                tests[i][t] = each.tests().get(t).millis() * Noise.factor(random, scenario.noise());
            }
        }
    }

    double ofClass(int index) {
        double sum = fixtures[index];
        for (double test : tests[index]) {
            sum += test;
        }
        return sum;
    }
}
