package io.verdigrid.deployer.judge;

import java.time.Duration;

/**
 * When a push was switched, and when it is looked at.
 *
 * @param switchedAtMillis the moment of the switch, in milliseconds since the epoch
 * @param before how long before the switch is the baseline; whole steps
 * @param settle how long after the switch is not looked at
 * @param watch how long the watch is, from the end of settling; whole looks
 * @param look the time from one look to the next; whole steps
 * @param step the time between two samples of a host
 */
public record Timing(
        long switchedAtMillis, Duration before, Duration settle, Duration watch, Duration look, Duration step) {
    private static final int MOST_LOOKS = 100;

    /** Checks that the times fit into each other. */
    public Timing {
        whole("before", before, step, Integer.MAX_VALUE);
        whole("look", look, step, Integer.MAX_VALUE);
        whole("watch", watch, look, MOST_LOOKS);
        if (settle.isNegative()) {
            throw new IllegalArgumentException("settle: must not be negative");
        }
    }

    /** IMVU's: a watch of this length with as much before it, a look each minute, nothing to settle. */
    public static Timing of(long switchedAtMillis, Duration watch, Duration step) {
        Duration minute = Duration.ofMinutes(1);
        return new Timing(
                switchedAtMillis, watch, Duration.ZERO, watch, watch.compareTo(minute) < 0 ? watch : minute, step);
    }

    /** How many looks there are in all. */
    public int looks() {
        return (int) watch.dividedBy(look);
    }

    /** How many looks are over at this time. */
    public int looksBy(long atMillis) {
        long since = atMillis - switchedAtMillis - settle.toMillis();
        return (int) Math.max(0, Math.min(looks(), Math.floorDiv(since, look.toMillis())));
    }

    int stepsBefore() {
        return (int) before.dividedBy(step);
    }

    int stepsOfLook() {
        return (int) look.dividedBy(step);
    }

    int stepsOfWatch() {
        return (int) watch.dividedBy(step);
    }

    private static void whole(String name, Duration of, Duration unit, int most) {
        if (unit.toMillis() <= 0 || of.toMillis() <= 0 || of.toMillis() % unit.toMillis() != 0) {
            throw new IllegalArgumentException(
                    name + " " + of + ": must be a whole number of " + unit + ", at least one");
        }
        if (of.dividedBy(unit) > most) {
            throw new IllegalArgumentException(name + " " + of + ": at most " + most + " times " + unit);
        }
    }
}
