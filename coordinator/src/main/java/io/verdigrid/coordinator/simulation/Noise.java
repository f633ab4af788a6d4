package io.verdigrid.coordinator.simulation;

import java.util.SplittableRandom;

/** Random factors, from a seeded generator. */
final class Noise {
    private Noise() {}

    /** Standard normal, by Box and Muller: what the JDK's own gives may change with its version. */
    static double normal(SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** Log-normal with median 1. */
    static double factor(SplittableRandom random, double sigma) {
        return Math.exp(sigma * normal(random));
    }
}
