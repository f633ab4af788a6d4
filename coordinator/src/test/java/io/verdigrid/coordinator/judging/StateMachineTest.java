package io.verdigrid.coordinator.judging;

import static io.verdigrid.coordinator.judging.TestState.BROKEN;
import static io.verdigrid.coordinator.judging.TestState.HEALTHY;
import static io.verdigrid.coordinator.judging.TestState.INTERMITTENT;
import static io.verdigrid.coordinator.judging.TestState.PROBATION;
import static io.verdigrid.coordinator.judging.TestState.SUSPECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.JudgingPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How what is thought of a test changes. */
final class StateMachineTest {
    private static final long DAY_MS = 24L * 60 * 60 * 1000;

    private final StateMachine machine = new StateMachine(JudgingPolicy.DEFAULT);
    private final List<Transition> all = new ArrayList<>();
    private Standing standing = Standing.clean(200, 0);
    private long atMs = 100 * DAY_MS;
    private int builds;

    /** A build under this code key: one letter an attempt, R or P, each on the next worker. */
    private StateMachineTest build(int codeKey, String attempts) {
        List<Sighting> sightings = new ArrayList<>();
        for (int i = 0; i < attempts.length(); i++) {
            sightings.add(new Sighting(codeKey, "w" + i, attempts.charAt(i) == 'P'));
        }
        StateMachine.Step step = machine.step(standing, new Seen("b" + ++builds, atMs, sightings));
        standing = step.standing();
        all.addAll(step.transitions());
        return this;
    }

    private StateMachineTest days(int days) {
        atMs += days * DAY_MS;
        return this;
    }

    private StateMachineTest intermittent() {
        return build(1, "RP").build(2, "RP");
    }

    /** Green builds on three workers and two days, so many runs in all. */
    private StateMachineTest green(int runs) {
        return build(50, "PPP").days(1).build(51, "P".repeat(runs - 3));
    }

    @Test
    void redAndGreenUnderOneKeyIsSuspectAndUnderASecondIntermittent() {
        build(1, "RP");
        assertThat(standing.now()).isEqualTo(SUSPECT);
        build(1, "RP");
        assertThat(standing.now()).isEqualTo(SUSPECT);
        build(2, "RP");
        assertThat(standing.now()).isEqualTo(INTERMITTENT);
        assertThat(all).extracting(Transition::to).containsExactly(SUSPECT, INTERMITTENT);
    }

    @Test
    void aChangeHasItsEvidence() {
        build(7, "RRP");
        Transition change = all.get(0);
        assertThat(change.from()).isEqualTo(HEALTHY);
        assertThat(change.atMs()).isEqualTo(atMs);
        assertThat(change.evidence())
                .isEqualTo(new Transition.Evidence(List.of("b1"), List.of(7), List.of("w0", "w1"), List.of("w2")));
    }

    @Test
    void redInOneBuildAndGreenInAnotherOfTheSameKeyIsSuspectEitherWayRound() {
        build(1, "RR").build(1, "P");
        assertThat(standing.now()).isEqualTo(SUSPECT);
        assertThat(all.get(0).evidence().builds()).containsExactly("b1", "b2");

        standing = Standing.clean(10, 4);
        build(4, "RR");
        assertThat(standing.now()).isEqualTo(SUSPECT);
    }

    @Test
    void redUnderOneKeyAndGreenUnderTheNextIsNothingButMended() {
        build(1, "RR").build(2, "P").build(3, "RR").build(4, "P");
        assertThat(all).isEmpty();
        assertThat(standing.now()).isEqualTo(HEALTHY);
    }

    @Test
    void redEveryTimeIsBrokenAndNotIntermittent() {
        build(1, "RR");
        assertThat(standing.now()).isEqualTo(HEALTHY);
        build(2, "RR");
        assertThat(standing.now()).isEqualTo(BROKEN);
        build(3, "RR").build(4, "RR");
        assertThat(all).hasSize(1);
        assertThat(all.get(0).evidence().builds()).containsExactly("b1", "b2");
        build(5, "P");
        assertThat(standing.now()).isEqualTo(HEALTHY);
    }

    @Test
    void aPassUnderTheCodeThatBrokeItMakesItSuspect() {
        build(1, "RR").build(2, "RR").build(2, "P");
        assertThat(standing.now()).isEqualTo(SUSPECT);
    }

    @Test
    void anIntermittentOneIsBrokenOnlyWhenItsOwnRateMakesThatUnlikely() {
        // Half of its runs were red, so that some in a row say nothing.
        standing = Standing.clean(0, 0);
        for (int key = 1; key <= 10; key++) {
            build(key, "RP");
        }
        assertThat(standing.rate().mean()).isBetween(0.35, 0.5);
        build(11, "RRRRRR");
        assertThat(standing.now()).isEqualTo(INTERMITTENT);
        build(12, "RRRRRR");
        assertThat(standing.now()).isEqualTo(BROKEN);
        build(13, "P");
        assertThat(standing.now()).isEqualTo(INTERMITTENT);
    }

    @Test
    void aRareOneIsBrokenAfterTwoReds() {
        intermittent().build(3, "RR");
        assertThat(standing.now()).isEqualTo(BROKEN);
        assertThat(all.get(all.size() - 1).reason())
                .contains("red 2 times in a row")
                .contains("unlikely");
    }

    @Test
    void itIsReleasedByEvidenceThenHealthyAfterProbation() {
        intermittent();
        int needed = machine.runsNeeded(standing);
        assertThat(needed).isBetween(250, 400);
        green(needed - 1);
        assertThat(standing.now()).isEqualTo(INTERMITTENT);
        build(52, "P");
        assertThat(standing.now()).isEqualTo(PROBATION);
        days(13).build(53, "P");
        assertThat(standing.now()).isEqualTo(PROBATION);
        days(1).build(54, "P");
        assertThat(standing.now()).isEqualTo(HEALTHY);
        assertThat(standing.marks()).isEqualTo(new Standing.Marks(0, 0));
        build(54, "RP");
        assertThat(standing.now()).isEqualTo(SUSPECT);
    }

    @Test
    void itIsNotReleasedOnTooFewWorkersOrDays() {
        intermittent();
        build(50, "PPP").build(51, "P".repeat(600));
        assertThat(standing.now()).isEqualTo(INTERMITTENT);

        standing = Standing.clean(200, 0);
        intermittent().build(60, "PP").days(1);
        for (int i = 0; i < 600; i++) {
            build(61, "P");
        }
        assertThat(standing.now()).isEqualTo(INTERMITTENT);
        build(61, "PPP");
        assertThat(standing.now()).isEqualTo(PROBATION);
    }

    @Test
    void aRedBetweenBeginsTheCountAnew() {
        intermittent().green(200).build(52, "RP").green(250);
        assertThat(standing.now()).isEqualTo(INTERMITTENT);
        assertThat(standing.clean().runs()).isEqualTo(250);
    }

    @ParameterizedTest
    @CsvSource({"RP", "RR", "R"})
    void anyRedOnProbationTakesItBackAndItThenNeedsTwiceAsManyRuns(String attempts) {
        intermittent().green(650);
        assertThat(standing.now()).isEqualTo(PROBATION);
        int before = machine.runsNeeded(standing);
        build(9, attempts);
        assertThat(standing.now()).isEqualTo(INTERMITTENT);
        assertThat(standing.marks().relapses()).isEqualTo(1);
        assertThat(machine.runsNeeded(standing)).isGreaterThan(before);
    }

    @Test
    void aSuspectThatStaysGreenIsHealthyAgain() {
        build(1, "RP").green(700);
        assertThat(standing.now()).isEqualTo(HEALTHY);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 30", "0.1, 30", "0.05, 59", "0.02, 149", "0.01, 299", "0.005, 598", "0.001, 600", "0, 600"})
    void releaseNeedsCeilOfLn005OverLn1MinusP(double rate, int runs) {
        assertThat(JudgingPolicy.DEFAULT.release().runs(rate, 0)).isEqualTo(runs);
        assertThat(JudgingPolicy.DEFAULT.release().runs(rate, 1)).isEqualTo(2 * runs);
    }

    @Test
    void onlyKeysWithAPassCountForTheRate() {
        standing = Standing.clean(0, 0);
        build(1, "RRRR");
        assertThat(standing.rate().runs()).isZero();
        build(1, "P");
        // Prior 0.02 of 5.02, and 4 of 5.
        assertThat(standing.rate().mean()).isBetween(0.39, 0.41);
    }

    @Test
    void nothingSeenChangesNothing() {
        Standing before = standing;
        build(1, "");
        assertThat(standing).isEqualTo(before);
    }
}
