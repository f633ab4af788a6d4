package io.verdigrid.coordinator.judging;

import io.verdigrid.coordinator.model.JudgingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How what is thought of a test changes with what a build saw of it. Pure, immutable.
 *
 * <pre>
 *                    red and green            red and green
 *                    under one key            under another
 *          HEALTHY ----------------> SUSPECT ---------------> INTERMITTENT
 *           ^ ^  ^                      |                       |      ^
 *           | |  +----------------------+              released |      | any red
 *           | |         released                                v      |
 *           | +---------------------------------------------- PROBATION
 *           |               some days without a red
 *           |
 *           +--> BROKEN   red every time: from HEALTHY and SUSPECT after some reds in a row, from INTERMITTENT after
 *                more in a row than its own rate makes likely. Back to where it came from with a pass under
 *                other code; a pass under the code that was red counts as red and green.
 * </pre>
 *
 * <p><i>Released</i>: green ceil(ln 0.05 / ln(1 - rate)) times since its last red, on some workers and days, twice as often
 * after each relapse. What the grid did to a test (lost workers, sick workers, a build in which everything is red) must not
 * come here: {@link BuildGuard}.
 */
public final class StateMachine {
    private final JudgingPolicy policy;

    /** By the rules of a suite. */
    public StateMachine(JudgingPolicy policy) {
        this.policy = policy;
    }

    /** What a build made of a test, and the changes in their order. */
    public record Step(Standing standing, List<Transition> transitions) {
        /** Copies its list. */
        public Step {
            transitions = List.copyOf(transitions);
        }
    }

    /** Takes in what a build saw. */
    public Step step(Standing before, Seen seen) {
        if (seen.sightings().isEmpty()) {
            return new Step(before, List.of());
        }
        Walk walk = new Walk(before.plus(seen), seen);
        for (KeyTally mixed : walk.now.newlyMixed(before, seen)) {
            mixed(walk, mixed);
        }
        if (walk.transitions.isEmpty()) {
            if (before.now() == TestState.PROBATION && seen.hasRed()) {
                relapsed(walk);
            } else if (seen.passes() == 0) {
                red(walk);
            } else if (before.now() == TestState.BROKEN) {
                mended(walk);
            } else if (!seen.hasRed()) {
                clean(walk);
            }
        }
        return new Step(walk.now, walk.transitions);
    }

    private static void mixed(Walk walk, KeyTally key) {
        Standing.Marks marks = walk.now.marks();
        TestState from = walk.now.now();
        int mixedKeys = marks.mixedKeys() + 1;
        int relapses = marks.relapses() + (from == TestState.PROBATION ? 1 : 0);
        walk.now = walk.now.with(new Standing.Marks(mixedKeys, relapses));
        TestState to = from == TestState.PROBATION || mixedKeys > 1 ? TestState.INTERMITTENT : TestState.SUSPECT;
        if (to != from) {
            List<String> builds = Stream.of(key.redBuild(), key.greenBuild())
                    .filter(build -> !build.isEmpty())
                    .distinct()
                    .toList();
            String which = mixedKeys == 1 ? "" : " once more";
            walk.go(to, "red and green on the same code" + which, builds, List.of(key.codeKey()));
        }
    }

    private static void relapsed(Walk walk) {
        Standing.Marks marks = walk.now.marks();
        walk.now = walk.now.with(new Standing.Marks(marks.mixedKeys(), marks.relapses() + 1));
        walk.go(TestState.INTERMITTENT, "red on probation");
    }

    private void red(Walk walk) {
        TestState state = walk.now.now();
        int streak = walk.now.redStreak();
        double rate = walk.now.rate().mean();
        boolean broken = switch (state) {
            case BROKEN, PROBATION -> false;
            case INTERMITTENT -> isUnlikely(rate, streak);
            case HEALTHY, SUSPECT -> streak >= policy.marking().brokenAfter();
        };
        if (broken) {
            String why = "red " + streak + " times in a row"
                    + (state == TestState.INTERMITTENT
                            ? ", which its own failure rate, " + percent(rate) + ", makes unlikely"
                            : "");
            List<KeyTally> red =
                    walk.now.keys().stream().filter(key -> key.reds() > 0).toList();
            walk.go(
                    TestState.BROKEN,
                    why,
                    red.stream().map(KeyTally::redBuild).distinct().toList(),
                    red.stream().map(KeyTally::codeKey).toList());
        }
    }

    /** So many failures one after the other are unlikely at this rate. */
    public boolean isUnlikely(double rate, int failures) {
        return StrictMath.pow(rate, failures) < policy.known().unlikely();
    }

    private static void mended(Walk walk) {
        walk.go(walk.now.state().beforeBroken(), "green again");
    }

    private void clean(Walk walk) {
        TestState state = walk.now.now();
        if (state == TestState.PROBATION) {
            long days = (walk.seen.atMs() - walk.now.state().sinceMs()) / CleanRuns.DAY_MS;
            if (days >= policy.release().probationDays()) {
                walk.now = walk.now.with(new Standing.Marks(0, 0));
                walk.go(TestState.HEALTHY, days + " days on probation without a red run");
            }
        } else if (state.isKnownToFail() && isReleased(walk.now)) {
            if (state == TestState.SUSPECT) {
                walk.now = walk.now.with(new Standing.Marks(0, walk.now.marks().relapses()));
            }
            walk.go(
                    state == TestState.SUSPECT ? TestState.HEALTHY : TestState.PROBATION,
                    "green " + walk.now.clean().runs() + " times on "
                            + walk.now.clean().workers().size()
                            + " workers and " + walk.now.clean().days().size() + " days; its failure rate was "
                            + percent(walk.now.rate().atLastRed()));
        }
    }

    /** On probation from now on, since it was green often enough in quarantine; of a broken one nothing. */
    public Step afterQuarantine(Standing standing, Seen seen) {
        if (standing.now() == TestState.BROKEN || !isReleased(standing)) {
            return new Step(standing, List.of());
        }
        Walk walk = new Walk(standing, seen);
        walk.go(TestState.PROBATION, "green " + standing.clean().runs() + " times: out of quarantine");
        return new Step(walk.now, walk.transitions);
    }

    /** It was green often enough. */
    public boolean isReleased(Standing standing) {
        JudgingPolicy.Release release = policy.release();
        CleanRuns clean = standing.clean();
        return clean.runs() >= runsNeeded(standing)
                && clean.workers().size() >= release.hosts()
                && clean.days().size() >= release.days();
    }

    /** Green runs since the last red after which a test is released. */
    public int runsNeeded(Standing standing) {
        return policy.release()
                .runs(standing.rate().atLastRed(), standing.marks().relapses());
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.2g %%", 100 * rate);
    }

    /** One build's changes. */
    private static final class Walk {
        private final Seen seen;
        private final List<Transition> transitions = new ArrayList<>();
        private Standing now;

        Walk(Standing counted, Seen seen) {
            this.now = counted;
            this.seen = seen;
        }

        void go(TestState to, String reason) {
            List<Integer> keys =
                    seen.sightings().stream().map(Sighting::codeKey).distinct().toList();
            go(to, reason, List.of(seen.buildId()), keys);
        }

        void go(TestState to, String reason, List<String> builds, List<Integer> keys) {
            transitions.add(new Transition(
                    now.now(),
                    to,
                    seen.atMs(),
                    reason,
                    new Transition.Evidence(builds, keys, workers(false), workers(true))));
            now = now.in(to, seen.atMs());
        }

        private List<String> workers(boolean passed) {
            return seen.sightings().stream()
                    .filter(sighting -> sighting.passed() == passed)
                    .map(Sighting::worker)
                    .distinct()
                    .toList();
        }
    }
}
