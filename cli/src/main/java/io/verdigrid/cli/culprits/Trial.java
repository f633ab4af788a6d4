package io.verdigrid.cli.culprits;

import io.verdigrid.cli.trunk.GitRepository.Commit;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntBiFunction;

/** Tries tests on a commit. Thread-safe. */
@FunctionalInterface
interface Trial {
    /**
     * Runs of each of these tests; blocks until no more are wanted of any.
     *
     * @param wanted how many more runs of a test are wanted, by how those before ended; 0 or less: none
     * @throws Unbuildable where the commit does not build
     */
    Map<RedTest, Tally> tallies(Commit commit, Set<RedTest> tests, ToIntBiFunction<RedTest, Tally> wanted)
            throws Unbuildable, InterruptedException;
}
