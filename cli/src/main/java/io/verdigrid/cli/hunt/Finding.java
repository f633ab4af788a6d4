package io.verdigrid.cli.hunt;

import java.util.List;

/**
 * What a hunt found out about one test.
 *
 * @param needs unique ids of the tests that make it red (a victim's polluters) or green (a brittle test's setters), in order
 * @param cleaners unique ids of tests that undo what the polluters do, if any showed
 * @param surrounding in which it is red, of one that depends on it; else the usual one
 * @param order the shortest order that shows it, the test itself last
 * @param rate how often it was red, where nothing but chance decides
 */
record Finding(
        Kind kind,
        Probe.Victim test,
        List<String> needs,
        List<String> cleaners,
        Surrounding surrounding,
        List<String> order,
        Rate rate) {
    Finding {
        needs = List.copyOf(needs);
        cleaners = List.copyOf(cleaners);
        order = List.copyOf(order);
    }

    /** Red runs of all runs. */
    record Rate(int reds, int runs) {
        static final Rate NONE = new Rate(0, 0);
    }

    /** What it depends on. */
    enum Kind {
        /** Green alone, red behind its polluters. */
        VICTIM,
        /** Red alone, green behind its setters. */
        BRITTLE,
        /** Red in another time zone, locale, encoding, or on one processor. */
        SURROUNDINGS,
        /** Green in its first run in a JVM, red in its second. */
        SECOND_RUN,
        /** Sometimes red in one and the same order. */
        RANDOM,
        /** It was red once and never again, however often it ran in the same order. */
        NOT_SEEN_AGAIN
    }
}
