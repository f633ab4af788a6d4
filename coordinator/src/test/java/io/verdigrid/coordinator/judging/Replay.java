package io.verdigrid.coordinator.judging;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Suites of intermittent tests with published failure rates, judged by a rule over many builds. In each suite some tests are
 * intermittent from the start, of which half are mended at some time; some become so by a change, after a clean past; and
 * now and then a change breaks a test, an intermittent one too, until it is put right three builds later.
 */
final class Replay {
    static final int SUITES = 24;
    static final int BUILDS = 600;
    /** Builds in which any rule has still to learn, and which are not held against it. */
    private static final int LEARNING = 100;

    private static final int OLD = 34;
    private static final int NEW = 10;
    private static final int BREAKS = 20;
    private static final long MS_A_BUILD = 24L * 60 * 60 * 1000 / 10;

    /** What came of it. */
    static final class Tally {
        int builds;
        int onlyIntermittent;
        int blockedWrongly;
        int changes;
        int changesThrough;
        int broken;
        int brokenThrough;
        int releases;
        int premature;
        int prematureOften;

        String row(String rule) {
            return "| " + rule + " | " + builds + " | " + onlyIntermittent + " | "
                    + of(blockedWrongly, onlyIntermittent)
                    + " | " + of(changesThrough, changes) + " | " + of(brokenThrough, broken) + " | "
                    + of(premature, releases) + " | " + prematureOften + " |";
        }

        private static String of(int part, int all) {
            return part + " of " + all + (all == 0 ? "" : " (" + Math.round(1000.0 * part / all) / 10.0 + " %)");
        }
    }

    /** A test and what becomes of it. */
    private static final class Life {
        final Rule rule;
        final double rate;
        final int from;
        final int until;
        int brokenAt = Integer.MIN_VALUE;
        boolean shown;

        Life(Rule rule, double rate, int from, int until) {
            this.rule = rule;
            this.rate = rate;
            this.from = from;
            this.until = until;
        }

        boolean isBroken(int build) {
            return build >= brokenAt && build < brokenAt + 3;
        }

        double rate(int build) {
            return isBroken(build) ? 1 : build >= from && build < until ? rate : 0;
        }
    }

    private Replay() {}

    static Tally run(Rates rates, Supplier<Rule> rule, long seed) {
        Tally tally = new Tally();
        for (int suite = 0; suite < SUITES; suite++) {
            run(tally, rates, rule, new Random(seed * 1000 + suite));
        }
        return tally;
    }

    private static void run(Tally tally, Rates rates, Supplier<Rule> rule, Random random) {
        List<Life> tests = new ArrayList<>();
        for (int i = 0; i < OLD; i++) {
            int until = i % 2 == 0 ? BUILDS : random.nextInt(BUILDS);
            tests.add(new Life(rule.get(), rates.draw(random), 0, until));
        }
        for (int i = 0; i < NEW; i++) {
            tests.add(new Life(rule.get(), rates.draw(random), 150 + random.nextInt(BUILDS - 200), BUILDS));
        }
        for (int i = 0; i < BREAKS; i++) {
            tests.get(random.nextInt(tests.size())).brokenAt = 150 + random.nextInt(BUILDS - 160);
        }
        for (int build = 1; build <= BUILDS; build++) {
            build(tally, tests, build, random);
        }
    }

    private static void build(Tally tally, List<Life> tests, int build, Random random) {
        boolean anyRed = false;
        boolean blocked = false;
        boolean rightly = false;
        for (Life test : tests) {
            double rate = test.rate(build);
            Rule.Answer answer = test.rule.build(build, build * MS_A_BUILD, rate, random);
            anyRed |= answer.wasRed();
            blocked |= answer.blocks();
            if (test.isBroken(build)) {
                rightly = true;
                tally.broken++;
                tally.brokenThrough += answer.blocks() ? 0 : 1;
            } else if (answer.wasRed() && test.from > 0 && !test.shown) {
                // The change that made it so shows for the first time.
                test.shown = true;
                rightly = true;
                tally.changes++;
                tally.changesThrough += answer.blocks() ? 0 : 1;
            }
            if (answer.released()) {
                tally.releases++;
                tally.premature += rate > 0 ? 1 : 0;
                tally.prematureOften += rate >= 0.01 ? 1 : 0;
            }
        }
        tally.builds++;
        if (anyRed && !rightly && build > LEARNING) {
            tally.onlyIntermittent++;
            tally.blockedWrongly += blocked ? 1 : 0;
        }
    }
}
