package io.verdigrid.cli.culprits;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.run.Words;
import io.verdigrid.cli.trunk.GitRepository.Commit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.ToIntBiFunction;

/**
 * Looks for the commits that made tests fail: the two ends first, then those between, several at once.
 *
 * <p>Its method blocks and is called once; {@code close} may be called by any thread and ends what runs.
 */
public final class Search implements AutoCloseable {
    private static final int AT_THE_ENDS = 3;

    private final List<Commit> line;
    private final Trial trial;
    private final Limits limits;
    private final Consumer<String> said;
    private final ExecutorService threads;

    /**
     * How much is done.
     *
     * @param atOnce commits that are tried at once
     * @param builds commits that are built at once, on this machine
     * @param repeats runs of a test on a commit at most
     */
    public record Limits(int atOnce, int builds, int repeats) {}

    /** Along this line of commits, the good one first, the bad one last; {@code said} is told what is done, by any thread. */
    Search(List<Commit> line, Trial trial, Limits limits, Consumer<String> said) {
        this.line = List.copyOf(line);
        this.trial = trial;
        this.limits = limits;
        this.said = said;
        this.threads = Executors.newFixedThreadPool(Math.max(2, limits.atOnce()), task -> {
            Thread thread = new Thread(task, "try-commit");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Along this line of commits, the good one first, the bad one last, with runs on a grid. */
    public static Search of(
            List<Commit> line,
            Worktrees worktrees,
            CommitBuilder builder,
            CommitRuns runs,
            Limits limits,
            Consumer<String> said) {
        int wave = Math.max(AT_THE_ENDS, limits.atOnce());
        return new Search(
                line, new CommitTrial(worktrees, builder, runs, new Semaphore(limits.builds()), wave), limits, said);
    }

    /** What is found of each of these tests, in their order. */
    public List<Finding> of(Set<RedTest> tests) throws InterruptedException {
        int last = line.size() - 1;
        said.accept("both ends: " + title(0) + " and " + title(last));
        Future<Map<RedTest, Tally>> onBad = threads.submit(() -> end(last, tests, this::wantedOfTheBad));
        Future<Map<RedTest, Tally>> onGood =
                threads.submit(() -> end(0, tests, (test, seen) -> AT_THE_ENDS - seen.runs()));
        Map<RedTest, Tally> bad = answer(onBad);
        Map<RedTest, Tally> good = answer(onGood);

        Map<RedTest, Rule> rules = new LinkedHashMap<>();
        for (RedTest test : tests) {
            Tally red = of(bad, test);
            if (red.reds() > 0 && of(good, test).reds() == 0) {
                rules.put(test, red.greens() == 0 ? Rule.ALWAYS : Rule.sometimes(red, limits.repeats()));
            }
        }
        Bisection<RedTest> bisection = new Bisection<>(last, rules.keySet());
        rounds(bisection, rules);
        return tests.stream()
                .map(test -> rules.containsKey(test)
                        ? guilty(test, bisection.stretch(test), of(bad, test), rule(rules, test))
                        : unexplained(test, of(bad, test), of(good, test)))
                .toList();
    }

    private static Finding unexplained(RedTest test, Tally bad, Tally good) {
        return bad.reds() == 0
                ? new Finding.NotReproduced(test, bad.runs())
                : new Finding.RedBefore(test, good.reds(), good.runs());
    }

    private Finding guilty(RedTest test, Bisection.Stretch stretch, Tally bad, Rule rule) {
        double rate = (double) bad.reds() / bad.runs();
        return new Finding.Guilty(
                test,
                line.subList(stretch.green() + 1, stretch.red() + 1),
                rule.sometimes(),
                rule.sometimes() ? 1 - Math.pow(1 - rate, rule.passes()) : 1);
    }

    private void rounds(Bisection<RedTest> bisection, Map<RedTest, Rule> rules) throws InterruptedException {
        for (Set<Integer> next = bisection.next(limits.atOnce());
                !next.isEmpty();
                next = bisection.next(limits.atOnce())) {
            said.accept("trying " + Words.count(next.size(), "commit") + " at once: "
                    + String.join(
                            ", ",
                            next.stream()
                                    .map(commit -> CulpritText.shortened(
                                            line.get(commit).revision()))
                                    .toList()));
            Map<Integer, Future<Map<RedTest, Colour>>> answers = new LinkedHashMap<>();
            for (int commit : next) {
                Map<RedTest, Rule> asked = new LinkedHashMap<>();
                bisection.askedOf(commit).forEach(test -> asked.put(test, rule(rules, test)));
                answers.put(commit, threads.submit(() -> between(commit, asked)));
            }
            for (Map.Entry<Integer, Future<Map<RedTest, Colour>>> one : answers.entrySet()) {
                Map<RedTest, Colour> colours = answer(one.getValue());
                if (colours.isEmpty()) {
                    bisection.unusable(one.getKey());
                }
                colours.forEach((test, colour) -> bisection.found(test, one.getKey(), colour));
            }
        }
    }

    /** Nothing where the commit does not build. */
    private Map<RedTest, Colour> between(int commit, Map<RedTest, Rule> asked) throws InterruptedException {
        try {
            Map<RedTest, Tally> seen = trial.tallies(
                    line.get(commit),
                    asked.keySet(),
                    (test, tally) -> rule(asked, test).wanted(tally));
            Map<RedTest, Colour> colours = new LinkedHashMap<>();
            seen.forEach(
                    (test, tally) -> rule(asked, test).decide(tally).ifPresent(colour -> colours.put(test, colour)));
            return colours;
        } catch (Unbuildable e) {
            said.accept(title(commit) + " does not build, and is left out: " + e.line());
            return Map.of();
        }
    }

    private Map<RedTest, Tally> end(int commit, Set<RedTest> tests, ToIntBiFunction<RedTest, Tally> wanted)
            throws InterruptedException {
        try {
            return trial.tallies(line.get(commit), tests, wanted);
        } catch (Unbuildable e) {
            throw Problem.input(
                    title(commit) + " does not build here, so that nothing can be compared with it: " + e.getMessage());
        }
    }

    /** Some runs say whether it fails always; one that was never red is given more of them. */
    private int wantedOfTheBad(RedTest test, Tally seen) {
        if (seen.runs() < AT_THE_ENDS) {
            return AT_THE_ENDS - seen.runs();
        }
        return seen.reds() == 0 ? limits.repeats() - seen.runs() : 0;
    }

    private static <T> T answer(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            throw Problem.grid("failed: " + e.getCause());
        }
    }

    private static Tally of(Map<RedTest, Tally> tallies, RedTest test) {
        return tallies.getOrDefault(test, Tally.NONE);
    }

    private static Rule rule(Map<RedTest, Rule> rules, RedTest test) {
        return rules.getOrDefault(test, Rule.ALWAYS);
    }

    private String title(int commit) {
        return CulpritText.title(line.get(commit));
    }

    /** Ends what is being built; builds on the grid go on. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
