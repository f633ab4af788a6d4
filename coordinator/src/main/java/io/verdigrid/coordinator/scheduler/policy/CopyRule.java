package io.verdigrid.coordinator.scheduler.policy;

/**
 * When what runs in a slow slot is worth running a second time elsewhere. Immutable; milliseconds.
 *
 * @param budgetPercent most of a build's work that may be done twice
 */
public record CopyRule(int budgetPercent) {
    /** A copy that saves less is not worth the stir. */
    private static final long WORTH_MS = 1_000;

    /** The copy must promise to be so much faster, since both figures are guesses. */
    private static final double FASTER = 1.5;

    /**
     * Whether to copy.
     *
     * @param leftMs until the slow slot will be done
     * @param copyMs what a copy takes, with its fixture
     * @param shareMs what waits for each slot: nobody gains by a copy that ends before all that is run
     */
    public boolean isWorth(long leftMs, long copyMs, long shareMs) {
        return leftMs > shareMs + WORTH_MS + FASTER * copyMs;
    }

    /** Whether so much more may be run twice. */
    public boolean isAffordable(long copiedMs, long copyMs, long plannedMs) {
        return (copiedMs + copyMs) * 100 <= plannedMs * budgetPercent;
    }
}
