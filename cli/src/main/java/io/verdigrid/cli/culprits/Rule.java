package io.verdigrid.cli.culprits;

import java.util.Optional;

/**
 * How many runs of a test on a commit say what the commit does to it.
 *
 * <p>A test that fails always where it is broken is green with its first green run; two red ones make it red, two
 * of three where they differ: a red by chance names no culprit. One that fails sometimes is red with its first red run, and green
 * after so many green ones that a red among them was to be expected with 95 %.
 *
 * @param passes green runs that are needed
 * @param sometimes it fails in a part of its runs only
 */
record Rule(int passes, boolean sometimes) {
    /** Of a test that fails in each run. */
    static final Rule ALWAYS = new Rule(1, false);

    private static final double DOUBT = 0.05;
    private static final int MAJORITY = 2;

    /**
     * Of a test that fails in a part of its runs, as these show.
     *
     * @param most green runs that are asked for
     */
    static Rule sometimes(Tally seen, int most) {
        double rate = (double) seen.reds() / seen.runs();
        int needed = (int) Math.ceil(Math.log(DOUBT) / Math.log1p(-rate));
        return new Rule(Math.max(1, Math.min(needed, most)), true);
    }

    /** What the runs say; empty: more are needed. */
    Optional<Colour> decide(Tally seen) {
        if (sometimes) {
            return seen.reds() > 0
                    ? Optional.of(Colour.RED)
                    : seen.greens() >= passes ? Optional.of(Colour.GREEN) : Optional.empty();
        }
        if (seen.reds() >= MAJORITY) {
            return Optional.of(Colour.RED);
        }
        return seen.greens() > seen.reds() || seen.greens() >= MAJORITY ? Optional.of(Colour.GREEN) : Optional.empty();
    }

    /** Runs that may be made at once before it is asked again. */
    int wanted(Tally seen) {
        if (decide(seen).isPresent()) {
            return 0;
        }
        return sometimes ? passes - seen.greens() : 1;
    }
}
