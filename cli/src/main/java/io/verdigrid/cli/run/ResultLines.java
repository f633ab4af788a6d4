package io.verdigrid.cli.run;

import io.verdigrid.cli.console.Paint;
import io.verdigrid.protocol.build.v1.TestResult;
import io.verdigrid.protocol.common.v1.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What is said of a result while the build runs: nothing but of a red one, and of a red one that turned green. */
final class ResultLines {
    /** Failures told at length; a broken build must not bury its first failures under a thousand others. */
    static final int MOST = 50;

    private final Paint paint;
    private int told;

    ResultLines(Paint paint) {
        this.paint = paint;
    }

    List<String> of(TestResult result) {
        String test = Words.test(result.getModule(), result.getTest());
        if (result.getVerdict() == Verdict.VERDICT_INTERMITTENT) {
            boolean greenNow = !Words.isRed(result.getAttempt());
            return List.of(paint.yellow("INTERMITTENT ")
                    + test
                    + (greenNow ? ": green when it was run again" : ": red again after a green run"));
        }
        if (!Words.isRed(result.getAttempt())) {
            return List.of();
        }
        if (result.getAttempt().getNumber() > 1) {
            return List.of(paint.red("STILL RED    ") + test + ": " + FailureText.headline(result.getAttempt()));
        }
        told++;
        if (told > MOST) {
            return told == MOST + 1
                    ? List.of("... more failures are counted from here on; the end lists them")
                    : List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(paint.red(String.format("%-13s", Words.of(result.getAttempt().getOutcome()))) + test);
        lines.add("    " + FailureText.headline(result.getAttempt()));
        FailureText.frames(result.getAttempt().getFailure().getStack())
                .forEach(frame -> lines.add(paint.dim("        " + frame)));
        return lines;
    }
}
