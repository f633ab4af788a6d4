package io.verdigrid.coordinator.judging;

import io.verdigrid.coordinator.model.JudgingPolicy;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.TestPast;
import io.verdigrid.coordinator.scheduler.policy.IntermittentRule;
import io.verdigrid.coordinator.scheduler.policy.RetestRule;
import io.verdigrid.coordinator.scheduler.policy.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A way to judge one test over builds. One object for each test. */
abstract class Rule {
    /** What the rule did with a test in a build. */
    record Answer(boolean wasRed, boolean blocks, boolean released) {}

    /** The test's next build, in which each run fails at this rate. */
    abstract Answer build(int number, long atMs, double rate, Random random);

    /** One retest; green there lets it through. Nothing is remembered. */
    static final class OneRetest extends Rule {
        @Override
        Answer build(int number, long atMs, double rate, Random random) {
            boolean red = random.nextDouble() < rate;
            boolean again = red && random.nextDouble() < rate;
            return new Answer(red, again, false);
        }
    }

    /** One retest; green there marks the test, which then blocks nothing until it was green twenty times in a row. */
    static final class TwentyClean extends Rule {
        private boolean marked;
        private int clean;

        @Override
        Answer build(int number, long atMs, double rate, Random random) {
            boolean red = random.nextDouble() < rate;
            boolean again = red && random.nextDouble() < rate;
            boolean blocks = again && !marked;
            clean = red ? 0 : clean + 1;
            boolean released = marked && clean >= 20;
            marked = (marked && !released) || (red && !again);
            return new Answer(red, blocks, released);
        }
    }

    /** What the product does. */
    static final class Verdigrid extends Rule {
        private static final JudgingPolicy POLICY = JudgingPolicy.DEFAULT;
        private static final int WORKERS = 6;

        private final IntermittentRule intermittent = new IntermittentRule(POLICY, true);
        private final RetestRule retests = new RetestRule(1, 50, intermittent);
        private final StateMachine machine = new StateMachine(POLICY);
        private final double quarantineAbove;
        private Standing standing = Standing.clean(0, 0);
        private boolean quarantined;

        /** Nobody sets a test aside. */
        Verdigrid() {
            this(1);
        }

        /** Somebody sets aside what fails more often than this. */
        Verdigrid(double quarantineAbove) {
            this.quarantineAbove = quarantineAbove;
        }

        private TestPast past() {
            return standing.now().isKnownToFail()
                    ? new TestPast(
                            true, standing.rate().high(), standing.clean().runs(), false)
                    : TestPast.clean(
                            standing.now() == TestState.BROKEN
                                    ? 0
                                    : standing.clean().runs());
        }

        @Override
        Answer build(int number, long atMs, double rate, Random random) {
            if (quarantineAbove < 1 && standing.now() == TestState.INTERMITTENT) {
                // What a person does who reads the list once in a while.
                quarantined |= standing.rate().mean() > quarantineAbove;
            }
            TestPast past = past();
            List<Sighting> seen = new ArrayList<>();
            Trials[] trials = {Trials.NONE};
            Outcome outcome;
            int worker = random.nextInt(WORKERS);
            do {
                outcome = random.nextDouble() < rate ? Outcome.FAILED : Outcome.PASSED;
                trials[0] = trials[0].plus(outcome);
                seen.add(new Sighting(number, "w" + worker, outcome == Outcome.PASSED));
                worker = (worker + 1) % WORKERS;
            } while (retests.asksForRetest(seen.size(), outcome, past, () -> trials[0]));
            boolean passed = seen.stream().anyMatch(Sighting::passed);
            boolean red = seen.stream().anyMatch(sighting -> !sighting.passed());
            boolean blocks = !quarantined && (!passed || intermittent.isRegression(past, trials[0]));
            StateMachine.Step step = machine.step(standing, new Seen("b" + number, atMs, seen));
            standing = step.standing();
            boolean released = step.transitions().stream()
                    .anyMatch(change -> change.from().isKnownToFail()
                            && (change.to() == TestState.PROBATION
                                    || (change.from() == TestState.SUSPECT && change.to() == TestState.HEALTHY)));
            quarantined &= !released;
            return new Answer(red, blocks, released);
        }
    }
}
