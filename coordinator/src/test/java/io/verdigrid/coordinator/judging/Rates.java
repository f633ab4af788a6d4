package io.verdigrid.coordinator.judging;

import java.util.List;
import java.util.Random;

/**
 * Failure rates of intermittent tests as they were measured, as quantiles between which the logarithm is straight.
 *
 * <p>FLAKE_FLAGGER: 811 tests of 24 projects, 10,000 runs each (Alshammari et al., ICSE 2021, raw results). IDOFT: 101 tests,
 * 4,000 runs each ({@code tso-iso-rates.csv} of the International Dataset of Flaky Tests).
 */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are.
enum Rates {
    FLAKE_FLAGGER(List.of(0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0), List.of(1e-4, 1e-4, 4e-4, 7.1e-3, 0.166, 0.55, 0.95)),
    IDOFT(List.of(0.0, 0.28, 0.5, 0.62, 0.75, 0.9, 1.0), List.of(2.5e-4, 1e-3, 4e-3, 1e-2, 1.7e-2, 2.7e-2, 0.114));

    private final List<Double> parts;
    private final List<Double> rates;

    Rates(List<Double> parts, List<Double> rates) {
        this.parts = parts;
        this.rates = rates;
    }

    double draw(Random random) {
        double part = random.nextDouble();
        int i = 1;
        while (parts.get(i) < part) {
            i++;
        }
        double between = (part - parts.get(i - 1)) / (parts.get(i) - parts.get(i - 1));
        return Math.exp(Math.log(rates.get(i - 1)) + between * (Math.log(rates.get(i)) - Math.log(rates.get(i - 1))));
    }
}
