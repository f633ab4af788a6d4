package io.verdigrid.coordinator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.simulation.TestClass.TimedTest;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimulationTest {
    private static final Suite THREE = new Suite(List.of(
            new TestClass("A", 100, List.of(new TimedTest("a1", 200), new TimedTest("a2", 300))),
            new TestClass("B", 0, List.of(new TimedTest("b[1]", 150), new TimedTest("b[2]", 50))),
            new TestClass("C", 0, List.of(new TimedTest("c", 300)))));

    private static Scenario on(Suite suite, int slots, double latencyMs) {
        return new Scenario(suite, new Fleet.Wish(slots, slots, 0, List.of(), 0).grant(1), 0, latencyMs, 1);
    }

    @Test
    void theBoundIsWhatAllSlotsCanDoOrTheLongestTestWithItsFixture() {
        assertThat(on(THREE, 2, 0).lowerBoundMs()).isBetween(549.99, 550.01);
        assertThat(on(THREE, 64, 0).lowerBoundMs()).isEqualTo(400);
    }

    @Test
    void slowHostsAndLateOnesCountInTheBoundAsFarAsTheyCanHelp() {
        Fleet fleet = new Fleet(List.of(new Fleet.Host("fast", 1, 1, 0), new Fleet.Host("slow", 1, 2, 100)));
        // 800 of fast; and of slow from 100 on half of 700.
        assertThat(fleet.fluidMs(1_150)).isBetween(799.99, 800.01);
        assertThat(fleet.soonestMs(300)).isEqualTo(300);
    }

    @Test
    void peersDealAndPullAsTheySay() {
        assertThat(Simulation.run(on(THREE, 2, 10), Policy.STATIC_ROUND_ROBIN).makespanMs())
                .isEqualTo(900);
        assertThat(Simulation.run(on(THREE, 2, 10), Policy.STATIC_LONGEST_FIRST).makespanMs())
                .isEqualTo(600);
        assertThat(Simulation.run(on(THREE, 2, 10), Policy.CLASSES_LONGEST_FIRST)
                        .makespanMs())
                .isEqualTo(610);
        SimulationResult random = Simulation.run(on(THREE, 1, 10), Policy.RANDOM_TESTS);
        assertThat(random.leases()).isEqualTo(5);
        assertThat(random.makespanMs()).isIn(1_150.0, 1_250.0);
    }

    @Test
    void theSchedulerRunsEachTestAndTheAccountAddsUp() {
        Scenario scenario = on(new SyntheticSuite(2_000, 200, 600_000, true).generate(3), 8, 5);
        SimulationResult result = Simulation.run(scenario, Policy.VERDIGRID);
        assertThat(result.makespanMs()).isGreaterThanOrEqualTo(result.boundMs());
        double work = scenario.suite().totalMs() + result.extraMs();
        double sum = work + result.startMs() + result.waitMs() + result.tailMs();
        assertThat(sum).isBetween(8 * result.makespanMs() - 1, 8 * result.makespanMs() + 1);
        assertThat(Simulation.run(scenario, Policy.VERDIGRID)).isEqualTo(result);
    }

    @Test
    void aSyntheticSuiteHasWhatWasAskedFor() {
        Suite suite = new SyntheticSuite(40_000, 3_000, 8 * 3_600_000, false).generate(1);
        assertThat(suite.tests()).isEqualTo(40_000);
        assertThat(suite.classes()).hasSize(3_000);
        assertThat(suite.totalMs()).isBetween(8 * 3_600_000 - 1.0, 8 * 3_600_000 + 1.0);
        double longest =
                suite.classes().stream().mapToDouble(TestClass::testMs).max().orElseThrow();
        assertThat(longest).isBetween(300_000.0, 455_000.0);
        assertThat(new SyntheticSuite(40_000, 3_000, 8 * 3_600_000, false).generate(1))
                .isEqualTo(suite);
        assertThat(new SyntheticSuite(40_000, 3_000, 8 * 3_600_000, false).generate(2))
                .isNotEqualTo(suite);
    }
}
