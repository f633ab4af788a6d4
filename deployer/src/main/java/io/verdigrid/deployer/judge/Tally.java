package io.verdigrid.deployer.judge;

/**
 * Events of canaries and of their reference before the switch and since, with what they are a share of.
 *
 * @param canary of canaries
 * @param reference of those they are compared with
 */
record Tally(Half canary, Half reference) {
    /** Added to each count: keeps a ratio with a zero finite, and takes off most of its bias. */
    private static final double CORRECTION = 0.5;

    /** Events and exposure of a group of hosts in both stretches. */
    record Half(double before, double since, double exposureBefore, double exposureSince) {
        static final Half NONE = new Half(0, 0, 0, 0);

        Half plus(Half other) {
            return new Half(
                    before + other.before,
                    since + other.since,
                    exposureBefore + other.exposureBefore,
                    exposureSince + other.exposureSince);
        }

        boolean measured() {
            return exposureBefore > 0 && exposureSince > 0;
        }
    }

    boolean measured() {
        return canary.measured() && reference.measured();
    }

    /** The share of exposure that canaries had before. */
    double share() {
        return canary.exposureBefore / (canary.exposureBefore + reference.exposureBefore);
    }

    /** By how much the odds for canaries changed with the exposure alone. */
    double shift() {
        return canary.exposureSince / reference.exposureSince / (canary.exposureBefore / reference.exposureBefore);
    }

    /** The logarithm of the ratio of ratios. */
    double effect() {
        return Math.log(canary.since + CORRECTION)
                - Math.log(reference.since + CORRECTION)
                - Math.log(canary.before + CORRECTION)
                + Math.log(reference.before + CORRECTION)
                - Math.log(shift());
    }

    /** The variance of the effect where events come one by one. */
    double variance() {
        return 1 / (canary.since + CORRECTION)
                + 1 / (reference.since + CORRECTION)
                + 1 / (canary.before + CORRECTION)
                + 1 / (reference.before + CORRECTION);
    }
}
