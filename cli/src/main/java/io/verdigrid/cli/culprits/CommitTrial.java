package io.verdigrid.cli.culprits;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.trunk.GitRepository.Commit;
import io.verdigrid.protocol.build.v1.ModuleSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.ToIntBiFunction;

/**
 * Tries tests on one commit: checks it out, builds it, and runs them in builds of their own. Thread-safe.
 *
 * @param builds permits for commits that are built at once, on this machine
 * @param wave runs that are made at once
 */
record CommitTrial(Worktrees worktrees, CommitBuilder builder, CommitRuns runs, Semaphore builds, int wave)
        implements Trial {
    /** A grid that loses each of so many runs in a row will lose the next one, too. */
    private static final int EMPTY_ANSWERS = 3;

    @Override
    public Map<RedTest, Tally> tallies(Commit commit, Set<RedTest> tests, ToIntBiFunction<RedTest, Tally> wanted)
            throws Unbuildable, InterruptedException {
        List<ModuleSpec> modules = ready(commit, tests);
        Map<RedTest, Tally> seen = new LinkedHashMap<>();
        tests.forEach(test -> seen.put(test, Tally.NONE));
        for (int empty = 0; empty < EMPTY_ANSWERS; ) {
            Set<RedTest> open = new LinkedHashSet<>();
            int most = 0;
            for (Map.Entry<RedTest, Tally> one : seen.entrySet()) {
                int more = wanted.applyAsInt(one.getKey(), one.getValue());
                most = Math.max(most, more);
                if (more > 0) {
                    open.add(one.getKey());
                }
            }
            if (open.isEmpty()) {
                return seen;
            }
            Map<RedTest, Tally> more = runs.run(commit.revision(), modules, open, Math.min(most, wave));
            more.forEach((test, tally) -> seen.merge(test, tally, Tally::plus));
            empty = more.values().stream().allMatch(tally -> tally.runs() == 0) ? empty + 1 : 0;
        }
        throw Problem.grid(
                "the grid did not run the tests of " + CulpritText.title(commit) + " in " + EMPTY_ANSWERS + " tries");
    }

    private List<ModuleSpec> ready(Commit commit, Set<RedTest> tests) throws Unbuildable, InterruptedException {
        builds.acquire();
        try {
            Path tree = worktrees.add(commit.revision());
            try {
                return builder.ready(tree, tests);
            } finally {
                worktrees.remove(tree);
            }
        } finally {
            builds.release();
        }
    }
}
