package io.verdigrid.coordinator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.scheduler.SchedulerConfig;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds of each schedule, whatever the suite and the fleet: many of them, by seeds. */
final class SchedulePropertyTest {
    private static final long NEVER = 1_000_000_000_000L;
    private static final SchedulerConfig WHOLE = new SchedulerConfig(
            15_000,
            5_000,
            new SchedulerConfig.Sharing(10_000, NEVER, 10_000, 0),
            SchedulerConfig.DEFAULT.limits(),
            SchedulerConfig.DEFAULT.resources());

    private static Suite suite(SplittableRandom random) {
        int classes = 1 + random.nextInt(60);
        int tests = classes + random.nextInt(400);
        return new SyntheticSuite(tests, classes, 1_000 + random.nextInt(2_000_000), false).generate(random.nextLong());
    }

    private static Fleet fleet(int slots, double spread, double jitterMs, long seed) {
        return new Fleet.Wish(slots, slots, spread, List.of(), jitterMs).grant(seed);
    }

    /** Graham 1966: no list schedule of what cannot be split takes longer. */
    @Test
    void withoutSplittingNoScheduleIsLongerThanTwiceTheBound() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Suite suite = suite(random);
            int slots = 1 + random.nextInt(20);
            double longest = suite.classes().stream()
                    .mapToDouble(TestClass::testMs)
                    .max()
                    .orElse(0);
            double bound = Math.max(suite.totalMs() / slots, longest);
            double noise = random.nextInt(3) * 0.3;
            Scenario scenario = new Scenario(suite, fleet(slots, 0, 0, seed), noise, 0, seed);
            SimulationResult result = new GridSimulation(scenario, WHOLE).run();
            assertThat(result.makespanMs())
                    .as("seed %d, %d slots", seed, slots)
                    .isBetween(bound - 1, (2 - 1.0 / slots) * bound + 1);
            assertThat(result.extraMs()).as("seed %d: work done twice", seed).isLessThan(1);
        }
    }

    @Test
    void noScheduleBeatsTheBoundOrDoesMoreThanATwentiethTwice() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed * 17);
            Suite suite = suite(random);
            int slots = 1 + random.nextInt(40);
            Fleet fleet = fleet(slots, random.nextInt(3) * 0.5, random.nextInt(20_000), seed);
            Scenario scenario = new Scenario(suite, fleet, random.nextInt(3) * 0.15, random.nextInt(100), seed);
            SimulationResult result = Simulation.run(scenario, Policy.VERDIGRID);
            assertThat(result.makespanMs()).as("seed %d", seed).isGreaterThan(result.boundMs() - 1);
            // The budget is in estimates; with noise of 0.3 they are wrong by a third at one sigma.
            assertThat(result.extraMs())
                    .as("seed %d: work done twice, of %.0f", seed, suite.totalMs())
                    .isLessThan(0.1 * suite.totalMs() + 1);
        }
    }

    /** The figures of the issue that asked for them, on the synthetic suite of its size. */
    @Test
    void eightHoursOnSixtyFourSlotsComeCloseToTheBound() {
        SyntheticSuite plain = new SyntheticSuite(40_000, 3_000, 8 * 3_600_000, false);
        SyntheticSuite heavy = new SyntheticSuite(40_000, 3_000, 8 * 3_600_000, true);
        assertThat(efficiency(plain, 64, List.of(), 0, 0, 0)).isGreaterThan(0.99);
        assertThat(efficiency(plain, 64, List.of(), 0.15, 0.4, 15_000)).isGreaterThan(0.98);
        assertThat(efficiency(plain, 64, List.of(new Fleet.Slow(2, 3)), 0.15, 0.4, 15_000))
                .isGreaterThan(0.98);
        assertThat(efficiency(plain, 64, List.of(new Fleet.Slow(1, 30)), 0.15, 0.4, 15_000))
                .isGreaterThan(0.90);
        assertThat(efficiency(heavy, 64, List.of(), 0.15, 0.4, 15_000)).isGreaterThan(0.97);
        assertThat(efficiency(heavy, 128, List.of(), 0.15, 0.4, 15_000)).isGreaterThan(0.97);
    }

    private static double efficiency(
            SyntheticSuite suite, int slots, List<Fleet.Slow> slow, double spread, double noise, double jitterMs) {
        Fleet fleet = new Fleet.Wish(slots, slots, spread, slow, jitterMs).grant(1);
        return Simulation.run(new Scenario(suite.generate(1), fleet, noise, 20, 1), Policy.VERDIGRID)
                .efficiency();
    }
}
