package io.verdigrid.cli.run;

import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.common.v1.TestInfo;
import io.verdigrid.protocol.common.v1.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words that commands print for what the wire numbers. */
public final class Words {
    /** Begins the reason of a build that ended before all its tests ran; others may have one, too. */
    private static final String STOPPED = "stopped after ";

    private Words() {}

    /** {@code GREEN}. */
    public static String of(BuildStatus status) {
        return status == BuildStatus.UNRECOGNIZED ? "UNKNOWN" : status.name().substring("BUILD_STATUS_".length());
    }

    /** {@code INTERMITTENT}. */
    public static String of(Verdict verdict) {
        return verdict == Verdict.UNRECOGNIZED ? "UNKNOWN" : verdict.name().substring("VERDICT_".length());
    }

    /** {@code TIMED_OUT}. */
    public static String of(Outcome outcome) {
        return outcome == Outcome.UNRECOGNIZED ? "UNKNOWN" : outcome.name().substring("OUTCOME_".length());
    }

    /** {@code 11,135}. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 test}, {@code 2 tests}. */
    public static String count(long number, String noun) {
        String plural = noun.endsWith("s") ? noun + "es" : noun + "s";
        return number(number) + " " + (number == 1 ? noun : plural);
    }

    /** {@code [module] io.example.FooTest#bar()}. */
    public static String test(String module, TestInfo test) {
        String prefix = module.isEmpty() ? "" : "[" + module + "] ";
        String className = test.getClassName().isEmpty() ? "" : test.getClassName() + "#";
        return prefix + className + test.getName();
    }

    /** An attempt that speaks against its test. */
    public static boolean isRed(Attempt attempt) {
        if (attempt.getTorn()) {
            return false;
        }
        return switch (attempt.getOutcome()) {
            case OUTCOME_FAILED, OUTCOME_TIMED_OUT, OUTCOME_CRASHED -> true;
            default -> false;
        };
    }

    /** A verdict for which a build is not green. */
    public static boolean isBad(Verdict verdict) {
        return switch (verdict) {
            case VERDICT_FAILED, VERDICT_TIMED_OUT, VERDICT_CRASHED, VERDICT_LOST, VERDICT_NOT_RUN -> true;
            default -> false;
        };
    }

    /** It was red enough before all its tests ran (`--max-failures`); those that did not run are no failures of their own. */
    public static boolean isStoppedEarly(Build build) {
        return build.getStatus() == BuildStatus.BUILD_STATUS_RED
                && build.getSpec().getSettings().getMaxFailures() > 0
                && build.getReason().startsWith(STOPPED);
    }

    /** A test for which this build is not green. */
    public static boolean isBad(Build build, TestVerdict test) {
        return isBad(test.getVerdict()) && !(test.getVerdict() == Verdict.VERDICT_NOT_RUN && isStoppedEarly(build));
    }

    /** A red test that blocks nothing, since somebody set it aside. */
    public static boolean isRedInQuarantine(TestVerdict test) {
        return test.hasQuarantine() && isRed(test.getVerdict());
    }

    /** A verdict that speaks against its test. */
    public static boolean isRed(Verdict verdict) {
        return isBad(verdict) && !isGridFailure(verdict);
    }

    private static boolean isGridFailure(Verdict verdict) {
        return verdict == Verdict.VERDICT_LOST || verdict == Verdict.VERDICT_NOT_RUN;
    }

    /** Tests that make a build red. */
    public static int red(Counts counts) {
        return counts.getFailed() + counts.getTimedOut() + counts.getCrashed();
    }

    /** {@code 11,130 passed, 3 failed, 1 intermittent}: what there is of each, passed always. */
    public static String counts(Counts counts) {
        List<String> parts = new ArrayList<>();
        parts.add(number(counts.getPassed()) + " passed");
        part(parts, counts.getFailed(), "failed");
        part(parts, counts.getTimedOut(), "timed out");
        part(parts, counts.getCrashed(), "crashed");
        part(parts, counts.getLost(), "lost");
        part(parts, counts.getNotRun(), "not run");
        part(parts, counts.getIntermittent(), "intermittent");
        part(parts, counts.getSkipped(), "skipped");
        part(parts, counts.getAborted(), "aborted");
        return String.join(", ", parts);
    }

    private static void part(List<String> parts, int number, String word) {
        if (number > 0) {
            parts.add(number(number) + " " + word);
        }
    }
}
