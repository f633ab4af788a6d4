package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.TestPast;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.scheduler.policy.RetestRule;
import io.verdigrid.coordinator.scheduler.policy.Trials;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one test, or of a planned container that registers tests. */
final class LeafState {
    final String uniqueId;
    /** Planned leaf that registered it; empty: none. */
    final String registeredBy;

    private @Nullable Outcome[] outcomes = new Outcome[1];
    private boolean containerDone;
    private boolean vanished;
    private boolean notRun;
    private boolean givenUp;
    private boolean redWhenTorn;
    private String redAt = "";

    /** Number of an attempt that was red on a worker that is put aside; 0: none. */
    private int distrusted;

    private long estimateUs;
    private TestPast past = TestPast.NONE;

    LeafState(String uniqueId, String registeredBy) {
        this.uniqueId = uniqueId;
        this.registeredBy = registeredBy;
    }

    void past(TestPast known) {
        past = known;
    }

    TestPast past() {
        return past;
    }

    /** Its attempts up to now, as far as they say something of it. */
    Trials trials() {
        Trials trials = Trials.NONE;
        for (Outcome outcome : outcomes) {
            trials = outcome == null ? trials : trials.plus(outcome);
        }
        return trials;
    }

    void planned(long withinUs) {
        estimateUs = withinUs;
    }

    /** As planned; 0 for what was not planned. */
    long estimateUs() {
        return estimateUs;
    }

    boolean isDynamic() {
        return !registeredBy.isEmpty();
    }

    @Nullable
    Outcome outcome(int number) {
        return number <= outcomes.length ? outcomes[number - 1] : null;
    }

    /**
     * False: that attempt was known already. What was only given up gives way to what was recorded. Red is no evidence against a
     * test that ran apart from its class, so it counts as lost until the test ran among them.
     */
    boolean record(int number, Outcome outcome, boolean torn) {
        if (outcome(number) != null && !givenUp) {
            return false;
        }
        put(number, outcome.counted(torn));
        redWhenTorn |= torn && outcome.isRed();
        givenUp = false;
        return true;
    }

    /** The attempt is settled without having run. */
    void giveUp(int number, Outcome outcome) {
        put(number, outcome);
        givenUp = true;
    }

    private void put(int number, Outcome outcome) {
        if (number > outcomes.length) {
            outcomes = Arrays.copyOf(outcomes, number);
        }
        outcomes[number - 1] = outcome;
        notRun = false;
    }

    void markContainerDone() {
        containerDone = true;
    }

    void markVanished() {
        vanished = true;
    }

    void markNotRun() {
        notRun = true;
    }

    boolean isContainerDone() {
        return containerDone;
    }

    boolean isVanished() {
        return vanished;
    }

    boolean isRedWhenTorn() {
        return redWhenTorn;
    }

    /** It was red on this worker. */
    void sawRed(WorkerState worker) {
        redAt = worker.id;
        if (!worker.asideFor().isEmpty()) {
            distrusted = outcomes.length;
        }
    }

    String redAt() {
        return redAt;
    }

    /** Its attempt of this number, if it was red, calls for another, whatever the rule; false: nothing came of it. */
    boolean distrust(int number) {
        Outcome outcome = outcome(number);
        if (outcome == null || !outcome.isRed() || givenUp) {
            return false;
        }
        distrusted = number;
        return true;
    }

    /** What became of it in its attempt of this number calls for another. */
    boolean needsRetest(int number, RetestRule rule) {
        Outcome outcome = outcome(number);
        if (outcome == null || givenUp) {
            return false;
        }
        if (distrusted == number && outcome.isRed()) {
            return true;
        }
        if (!redWhenTorn) {
            return rule.asksForRetest(number, outcome, past, this::trials);
        }
        return number == 1 || rule.asksForRetest(number - 1, outcome);
    }

    /** Its newest attempt calls for another. */
    boolean waitsForRetest(RetestRule rule) {
        return needsRetest(outcomes.length, rule);
    }

    /** Some attempt of it ended with its runner. */
    boolean tookRunnerDown() {
        for (Outcome outcome : outcomes) {
            if (outcome == Outcome.CRASHED || outcome == Outcome.TIMED_OUT) {
                return true;
            }
        }
        return false;
    }

    /** Null: there is none yet, or there will be none because it is no test. */
    @Nullable
    Verdict verdict() {
        if (outcomes.length == 1) {
            Outcome only = outcomes[0];
            return only != null ? Verdict.of(List.of(only)) : notRun ? Verdict.NOT_RUN : null;
        }
        List<Outcome> known = new ArrayList<>(outcomes.length);
        for (Outcome outcome : outcomes) {
            if (outcome != null) {
                known.add(outcome);
            }
        }
        return Verdict.of(known);
    }

    /** Some leaves as a lease names them, with what they registered before, of all of their unit. */
    static List<Decision.Leaf> named(Collection<LeafState> some, Collection<LeafState> all, int number) {
        Map<String, List<String>> finished = new LinkedHashMap<>();
        for (LeafState leaf : all) {
            if (leaf.isDynamic() && leaf.outcome(number) != null) {
                finished.computeIfAbsent(leaf.registeredBy, id -> new ArrayList<>())
                        .add(leaf.uniqueId);
            }
        }
        List<Decision.Leaf> named = new ArrayList<>(some.size());
        for (LeafState leaf : some) {
            List<String> done = finished.getOrDefault(leaf.uniqueId, List.of());
            named.add(new Decision.Leaf(leaf.uniqueId, leaf.registeredBy, List.copyOf(done)));
        }
        return named;
    }
}
