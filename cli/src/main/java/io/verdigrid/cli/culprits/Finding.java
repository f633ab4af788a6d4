package io.verdigrid.cli.culprits;

import io.verdigrid.cli.trunk.GitRepository.Commit;
import java.util.List;

/** What the search says of one test. */
public sealed interface Finding {
    /** Which test. */
    RedTest test();

    /**
     * These commits, oldest first: one is the culprit; of several, those before the last do not build, so that it is one of them.
     *
     * @param sometimes the test fails in a part of its runs only
     * @param sure how likely the named one is no accident of the test's, 0 to 1
     */
    record Guilty(RedTest test, List<Commit> commits, boolean sometimes, double sure) implements Finding {}

    /** It was green in so many runs on the commit on which the build was red. */
    record NotReproduced(RedTest test, int runs) implements Finding {}

    /** It is red on the last good commit, too: in so many of its runs. */
    record RedBefore(RedTest test, int reds, int runs) implements Finding {}
}
