package io.verdigrid.cli.replay;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.RunPlace;
import io.verdigrid.protocol.common.v1.TestInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a runner ran until the end of one test, as the build recorded it.
 *
 * @param module of all of it
 * @param target the test that it is about, as it ran there
 * @param runs in the runner's order, the target's last
 */
public record ReplayPlan(String module, Step target, List<Run> runs) {
    private static final int MOST_NAMED = 10;

    /** Copies its list. */
    public ReplayPlan {
        runs = List.copyOf(runs);
    }

    /** A test and its attempt in that runner. */
    public record Step(TestInfo test, Attempt attempt) {}

    /**
     * One run of the runner.
     *
     * @param wholeUnit all of the unit runs, whatever is named
     * @param leaves what to name; empty: nothing, which is all of the unit
     * @param leftOut of a whole unit: planned leaves that had taken another runner down, and did not run
     * @param finished tests that had a result, and did not run, by the leaf that registers them
     * @param steps the tests that were reported, by their starts
     */
    public record Run(
            String unitId,
            boolean wholeUnit,
            List<TestInfo> leaves,
            List<String> leftOut,
            Map<String, List<String>> finished,
            List<Step> steps) {
        /** Copies its collections. */
        public Run {
            leaves = List.copyOf(leaves);
            leftOut = List.copyOf(leftOut);
            finished = Map.copyOf(finished);
            steps = List.copyOf(steps);
        }
    }

    /** All tests that it names, in their order. */
    public List<Step> steps() {
        return runs.stream().flatMap(run -> run.steps().stream()).toList();
    }

    /** The same with the target alone. */
    public ReplayPlan alone() {
        Run last = runs.get(runs.size() - 1);
        List<TestInfo> only = List.of(target.test());
        return new ReplayPlan(
                module, target, List.of(new Run(last.unitId(), false, only, List.of(), Map.of(), List.of(target))));
    }

    /**
     * The plan for the test of this name (its unique id, or class#name).
     *
     * @param number of the attempt; 0: its first red one, else its first
     */
    public static ReplayPlan of(List<TestVerdict> build, String name, int number) {
        TestVerdict test = find(build, name);
        Attempt attempt = attempt(test, number);
        if (!attempt.hasPlace()) {
            throw Problem.input("nobody recorded what ran before attempt " + attempt.getNumber() + " of "
                    + Words.test("", test.getTest())
                    + (attempt.getWorker().isEmpty() ? ": no runner ran it" : ": an older version ran it"));
        }
        Map<Integer, List<Step>> byRun = new LinkedHashMap<>();
        String module = test.getModule();
        stepsBefore(build, module, attempt)
                .forEach(step -> byRun.computeIfAbsent(step.attempt().getPlace().getRun(), run -> new ArrayList<>())
                        .add(step));
        List<Run> runs = new ArrayList<>();
        byRun.values().forEach(steps -> runs.add(run(build, module, steps)));
        return new ReplayPlan(module, new Step(test.getTest(), attempt), runs);
    }

    private static TestVerdict find(List<TestVerdict> build, String name) {
        List<TestVerdict> found = build.stream()
                .filter(test -> test.getTest().getUniqueId().equals(name)
                        || Words.test("", test.getTest()).equals(name)
                        || Words.test(test.getModule(), test.getTest()).equals(name))
                .toList();
        if (found.isEmpty()) {
            String plain = name.replaceAll("\\(.*", "");
            found = build.stream()
                    .filter(test -> Words.test("", test.getTest())
                                    .replaceAll("\\(.*", "")
                                    .equals(plain)
                            || test.getTest().getClassName().equals(name))
                    .toList();
        }
        if (found.isEmpty()) {
            throw Problem.input(
                    "the build has no test '" + name + "': give class#name as reports show it, or a unique id");
        }
        if (found.size() > 1) {
            String names = found.stream()
                    .limit(MOST_NAMED)
                    .map(test -> Words.test(test.getModule(), test.getTest()))
                    .collect(Collectors.joining(", "));
            String more = found.size() > MOST_NAMED ? " and " + (found.size() - MOST_NAMED) + " more" : "";
            throw Problem.input("'" + name + "' is the name of several tests: " + names + more);
        }
        return found.get(0);
    }

    private static Attempt attempt(TestVerdict test, int number) {
        List<Attempt> attempts = test.getAttemptsList();
        for (Attempt attempt : attempts) {
            boolean red = Words.isRed(attempt) || (attempt.getTorn() && attempt.hasFailure());
            if (number == 0 ? red : attempt.getNumber() == number) {
                return attempt;
            }
        }
        if (attempts.isEmpty() || number > 0) {
            String which = number > 0 ? "no attempt " + number : "no attempt at all";
            throw Problem.input(Words.test(test.getModule(), test.getTest()) + " has " + which + " in this build");
        }
        return attempts.get(0);
    }

    /** What ran in the same runner, until the attempt itself. */
    private static List<Step> stepsBefore(List<TestVerdict> build, String module, Attempt last) {
        List<Step> steps = new ArrayList<>();
        for (TestVerdict test : build) {
            for (Attempt attempt : test.getAttemptsList()) {
                if (test.getModule().equals(module) && inSameRunner(attempt, last) && order(attempt) <= order(last)) {
                    steps.add(new Step(test.getTest(), attempt));
                }
            }
        }
        steps.sort(Comparator.comparingLong(step -> order(step.attempt())));
        return steps;
    }

    private static boolean inSameRunner(Attempt one, Attempt other) {
        return one.hasPlace()
                && one.getWorker().equals(other.getWorker())
                && one.getSlot() == other.getSlot()
                && one.getPlace().getRunnerReadyAtMs() == other.getPlace().getRunnerReadyAtMs();
    }

    private static long order(Attempt attempt) {
        RunPlace place = attempt.getPlace();
        return (long) place.getRun() << 32 | place.getPosition();
    }

    private static Run run(List<TestVerdict> build, String module, List<Step> steps) {
        Step first = steps.get(0);
        String unitId = first.test().getUnitId();
        boolean wholeUnit = first.attempt().getPlace().getWholeUnit();
        // A retest is of the test itself, a first run of the planned leaf that registers it.
        boolean retest = first.attempt().getNumber() > 1;
        Map<String, TestInfo> leaves = new LinkedHashMap<>();
        Set<String> planned = new LinkedHashSet<>();
        for (Step step : steps) {
            TestInfo test = step.test();
            leaves.putIfAbsent(retest ? test.getUniqueId() : Before.planned(test), test);
            planned.add(Before.planned(test));
        }
        Before before = Before.of(build, module, first);
        Map<String, List<String>> finished = before.finished(leaves.keySet());
        boolean all = !wholeUnit && finished.isEmpty() && leaves.keySet().containsAll(before.planned());
        List<TestInfo> named = new ArrayList<>();
        leaves.forEach((id, test) -> named.add(
                id.equals(test.getUniqueId())
                        ? test
                        : test.toBuilder().setUniqueId(id).clearRegisteredBy().build()));
        List<String> leftOut = wholeUnit ? before.tookRunnersDown(planned) : List.of();
        return new Run(unitId, wholeUnit, all ? List.of() : named, leftOut, finished, steps);
    }
}
