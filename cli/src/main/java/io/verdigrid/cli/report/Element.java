package io.verdigrid.cli.report;

import io.verdigrid.cli.run.QuarantineText;
import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.Failure;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.common.v1.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a {@code testcase} beside its output, in the order in which Surefire's schema wants it.
 *
 * @param attempt what it tells of; none: the test never ran
 * @param type of the throwable, or the verdict where there was none
 */
record Element(Kind kind, @Nullable Attempt attempt, String type, String message) {
    /** In the schema's order. */
    enum Kind {
        FAILURE("failure"),
        RERUN_FAILURE("rerunFailure"),
        FLAKY_FAILURE("flakyFailure"),
        SKIPPED("skipped"),
        ERROR("error"),
        RERUN_ERROR("rerunError"),
        FLAKY_ERROR("flakyError");

        final String tag;

        Kind(String tag) {
            this.tag = tag;
        }

        /** Its stack trace and output are elements of their own in it. */
        boolean hasParts() {
            return this == RERUN_FAILURE || this == FLAKY_FAILURE || this == RERUN_ERROR || this == FLAKY_ERROR;
        }
    }

    /** What Surefire counts as failures are throwables that are AssertionErrors: told here by their names. */
    private static final Set<String> ASSERTIONS = Set.of(
            "AssertionError",
            "AssertionFailedError",
            "AssertionFailureError",
            "ComparisonFailure",
            "ComparisonFailureWithFacts",
            "AssertionErrorWithFacts",
            "MultipleFailuresError",
            "MultipleFailureException",
            "SoftAssertionError",
            "PowerAssertionError",
            "ConditionNotSatisfiedError",
            "SpockComparisonFailure",
            "ArrayComparisonFailure");

    /**
     * The elements of a test; none: it passed.
     *
     * @param stopped why the build ended before all its tests ran; empty: it did not
     */
    static List<Element> of(TestVerdict test, String stopped) {
        List<Element> elements = new ArrayList<>();
        if (Words.isRedInQuarantine(test)) {
            // A red build is what CI makes of a failure in the file.
            String message = "in quarantine " + QuarantineText.of(test.getQuarantine());
            return List.of(new Element(Kind.SKIPPED, reds(test).get(0), "", message));
        }
        switch (test.getVerdict()) {
            case VERDICT_SKIPPED, VERDICT_ABORTED -> {
                Attempt last = test.getAttempts(test.getAttemptsCount() - 1);
                elements.add(new Element(
                        Kind.SKIPPED,
                        last,
                        last.getFailure().getType(),
                        last.getFailure().getMessage()));
            }
            case VERDICT_INTERMITTENT ->
                reds(test)
                        .forEach(
                                red -> elements.add(of(isAssertion(red) ? Kind.FLAKY_FAILURE : Kind.FLAKY_ERROR, red)));
            case VERDICT_LOST ->
                elements.add(new Element(Kind.ERROR, null, "LOST", "the workers that ran this test were lost"));
            case VERDICT_NOT_RUN ->
                elements.add(
                        stopped.isEmpty()
                                ? new Element(Kind.ERROR, null, "NOT_RUN", "this test was planned and never ran")
                                : new Element(Kind.SKIPPED, null, "", "not run: the build was " + stopped));
            default -> {
                for (Attempt red : reds(test)) {
                    boolean first = elements.isEmpty();
                    Kind failure = first ? Kind.FAILURE : Kind.RERUN_FAILURE;
                    Kind error = first ? Kind.ERROR : Kind.RERUN_ERROR;
                    elements.add(of(isAssertion(red) ? failure : error, red));
                }
            }
        }
        elements.sort(Comparator.comparing(Element::kind));
        return elements;
    }

    /** The attempt that a test's time and output are taken from, as Surefire does: the green one of an intermittent test. */
    static @Nullable Attempt shown(TestVerdict test) {
        if (test.getVerdict() == Verdict.VERDICT_INTERMITTENT) {
            for (Attempt attempt : test.getAttemptsList()) {
                if (attempt.getOutcome() == Outcome.OUTCOME_PASSED) {
                    return attempt;
                }
            }
        }
        List<Attempt> reds = reds(test);
        if (!reds.isEmpty()) {
            return reds.get(0);
        }
        return test.getAttemptsCount() == 0 ? null : test.getAttempts(test.getAttemptsCount() - 1);
    }

    private static Element of(Kind kind, Attempt attempt) {
        Failure failure = attempt.getFailure();
        String type = failure.getType().isEmpty()
                ? attempt.getOutcome().name().substring("OUTCOME_".length())
                : failure.getType();
        return new Element(kind, attempt, type, failure.getMessage());
    }

    private static List<Attempt> reds(TestVerdict test) {
        return test.getAttemptsList().stream().filter(Words::isRed).toList();
    }

    private static boolean isAssertion(Attempt red) {
        String type = red.getFailure().getType();
        String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
        return red.getOutcome() == Outcome.OUTCOME_FAILED && ASSERTIONS.contains(simple);
    }
}
