package io.verdigrid.cli.run;

import io.verdigrid.cli.console.Clip;
import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.cli.console.Paint;
import io.verdigrid.protocol.build.v1.Account;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.build.v1.UnitTime;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.common.v1.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a person reads when a build is over.
 *
 * @param paint for a terminal
 * @param stacks finds an attempt's stack trace, which may be in a blob
 * @param width of the lines that can be cut
 */
public record Summary(Paint paint, Function<Attempt, String> stacks, int width) {
    private static final int MOST_FAILURES = 50;
    private static final int MOST_INTERMITTENT = 50;
    private static final int MOST_SLOW = 5;
    private static final int MOST_WARNINGS = 10;

    /**
     * The text, ended by a line feed.
     *
     * @param notable holds at least the tests that are neither passed nor skipped
     * @param footer lines that stand before the last one, the verdict
     */
    public String of(Build build, List<TestVerdict> notable, List<String> footer) {
        StringBuilder out = new StringBuilder();
        failures(out, build, notable);
        intermittent(out, notable);
        QuarantineText.append(out, paint, notable);
        if (isToBeSaid(build)) {
            out.append('\n').append(paint.bold(build.getReason())).append('\n');
        }
        warnings(out, build);
        slowest(out, build.getAccount());
        AccountText.append(out, build.getAccount(), width);
        history(out, build);
        footer.forEach(line -> out.append(line).append('\n'));
        out.append('\n').append(verdict(build)).append('\n');
        return out.toString();
    }

    /** Why a build that ran all its tests is red, or green, other than by its verdicts. */
    private static boolean isToBeSaid(Build build) {
        boolean ended = build.getStatus() == BuildStatus.BUILD_STATUS_GREEN
                || build.getStatus() == BuildStatus.BUILD_STATUS_RED;
        return ended && !build.getReason().isEmpty() && !Words.isStoppedEarly(build);
    }

    private String verdict(Build build) {
        Counts counts = build.getCounts();
        String tests = Words.counts(counts) + " of " + Words.count(counts.getPlanned(), "test");
        String reason = build.getReason().isEmpty() ? "" : ": " + Clip.line(build.getReason());
        return switch (build.getStatus()) {
            case BUILD_STATUS_GREEN -> paint.bold(paint.green("GREEN")) + "  " + tests + loud(counts);
            case BUILD_STATUS_RED -> paint.bold(paint.red("RED")) + "  " + tests + loud(counts);
            case BUILD_STATUS_CANCELLED -> paint.bold(paint.yellow("CANCELLED")) + reason + "  " + tests;
            case BUILD_STATUS_ERROR ->
                paint.bold(paint.red("ERROR")) + reason + (counts.getPlanned() > 0 ? "  " + tests : "");
            default -> paint.bold(Words.of(build.getStatus())) + "  " + tests;
        };
    }

    private String loud(Counts counts) {
        return counts.getIntermittent() == 0
                ? ""
                : "  " + paint.bold(paint.yellow(Words.count(counts.getIntermittent(), "INTERMITTENT TEST")));
    }

    private void failures(StringBuilder out, Build build, List<TestVerdict> notable) {
        List<TestVerdict> bad = notable.stream()
                .filter(test -> Words.isBad(build, test) && !Words.isRedInQuarantine(test))
                .toList();
        for (TestVerdict test : bad.subList(0, Math.min(MOST_FAILURES, bad.size()))) {
            out.append('\n')
                    .append(paint.red(String.format(Locale.ROOT, "%-13s", Words.of(test.getVerdict()))))
                    .append(Words.test(test.getModule(), test.getTest()))
                    .append('\n');
            Attempt first = firstRed(test);
            if (first == null) {
                out.append("    ").append(neverRan(test)).append('\n');
                continue;
            }
            out.append("    ").append(FailureText.headline(first)).append('\n');
            FailureText.frames(stacks.apply(first))
                    .forEach(frame -> out.append(paint.dim("        " + frame)).append('\n'));
            if (test.getAttemptsCount() > 1) {
                out.append("    red in each of ")
                        .append(test.getAttemptsCount())
                        .append(" runs\n");
            }
        }
        more(out, bad.size() - MOST_FAILURES, "more that failed");
        if (Words.isStoppedEarly(build)) {
            out.append('\n').append(paint.yellow(build.getReason())).append(": ");
            out.append(Words.count(build.getCounts().getNotRun(), "test"));
            out.append(build.getCounts().getNotRun() == 1 ? " was not run\n" : " were not run\n");
        }
    }

    private static String neverRan(TestVerdict test) {
        return test.getVerdict() == Verdict.VERDICT_LOST
                ? "the workers that ran it were lost"
                : "it was planned and never ran";
    }

    private void intermittent(StringBuilder out, List<TestVerdict> notable) {
        List<TestVerdict> both = notable.stream()
                .filter(test -> test.getVerdict() == Verdict.VERDICT_INTERMITTENT)
                .toList();
        if (both.isEmpty()) {
            return;
        }
        out.append('\n')
                .append(paint.bold(
                        paint.yellow("INTERMITTENT: red and green on the same code. They don't make the build red;"
                                + " they are not well.")))
                .append('\n');
        for (TestVerdict test : both.subList(0, Math.min(MOST_INTERMITTENT, both.size()))) {
            out.append("  ")
                    .append(Words.test(test.getModule(), test.getTest()))
                    .append('\n');
            for (Attempt attempt : test.getAttemptsList()) {
                String what = outcome(attempt);
                out.append("    run ")
                        .append(attempt.getNumber())
                        .append(": ")
                        .append(what)
                        .append('\n');
            }
        }
        more(out, both.size() - MOST_INTERMITTENT, "more that are intermittent");
    }

    private void warnings(StringBuilder out, Build build) {
        List<String> lines = build.getWarningsList().stream()
                .filter(warning -> !warning.getText().equals(build.getReason()))
                .map(warning ->
                        (warning.getModule().isEmpty() ? "" : "[" + warning.getModule() + "] ") + warning.getText())
                .toList();
        if (lines.isEmpty()) {
            return;
        }
        out.append('\n').append(paint.yellow("Warnings:")).append('\n');
        lines.subList(0, Math.min(MOST_WARNINGS, lines.size()))
                .forEach(line -> out.append("  ").append(Clip.line(line)).append('\n'));
        more(out, lines.size() - MOST_WARNINGS, "more warnings");
    }

    private static void more(StringBuilder out, int number, String what) {
        if (number > 0) {
            out.append("\n... and ")
                    .append(Words.number(number))
                    .append(' ')
                    .append(what)
                    .append(": see the reports, ")
                    .append("or `verdigrid build ID --json`\n");
        }
    }

    private void slowest(StringBuilder out, Account account) {
        if (account.getSlowestCount() == 0) {
            return;
        }
        out.append("\nSlowest classes:\n");
        for (UnitTime unit : account.getSlowestList().subList(0, Math.min(MOST_SLOW, account.getSlowestCount()))) {
            String module = unit.getModule().isEmpty() ? "" : "[" + unit.getModule() + "] ";
            out.append(String.format(
                    Locale.ROOT,
                    "  %8s  %13s  %s%n",
                    HumanTime.ofMillis(unit.getSlotTimeMs()),
                    Words.count(unit.getTests(), "test"),
                    Clip.start(module + unit.getClassName(), Math.max(20, width - 27))));
        }
    }

    private static void history(StringBuilder out, Build build) {
        Account account = build.getAccount();
        if (account.getUnits() == 0) {
            return;
        }
        if (account.getUnitsWithHistory() == 0) {
            out.append("History: none yet of suite ").append(build.getSpec().getSuite());
            out.append("; the next build puts the longest classes first by what they took now\n");
        } else {
            out.append("History: ")
                    .append(Words.number(account.getUnitsWithHistory()))
                    .append(" of ");
            out.append(Words.count(account.getUnits(), "class"));
            out.append(" put in order by what they took in earlier builds\n");
        }
    }

    private static String outcome(Attempt attempt) {
        if (attempt.getOutcome() == Outcome.OUTCOME_PASSED) {
            return "passed";
        }
        String apart = attempt.getTorn() ? " (apart from its class, whose runner was lost: not counted)" : "";
        return FailureText.headline(attempt) + apart;
    }

    private static @org.jspecify.annotations.Nullable Attempt firstRed(TestVerdict test) {
        for (Attempt attempt : test.getAttemptsList()) {
            if (Words.isRed(attempt)) {
                return attempt;
            }
        }
        return null;
    }
}
