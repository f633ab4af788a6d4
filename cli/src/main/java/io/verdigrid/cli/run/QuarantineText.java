package io.verdigrid.cli.run;

import io.verdigrid.cli.console.Paint;
import io.verdigrid.protocol.build.v1.Quarantine;
import io.verdigrid.protocol.build.v1.TestVerdict;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Says which tests of a build are in quarantine, red or not: they stay on every report until they are back. */
public final class QuarantineText {
    private static final int MOST = 20;

    private QuarantineText() {}

    static void append(StringBuilder out, Paint paint, List<TestVerdict> tests) {
        List<TestVerdict> all =
                tests.stream().filter(TestVerdict::hasQuarantine).toList();
        if (all.isEmpty()) {
            return;
        }
        out.append('\n')
                .append(paint.bold(paint.yellow("IN QUARANTINE: these ran and blocked nothing.")))
                .append('\n');
        for (TestVerdict test : all.subList(0, Math.min(MOST, all.size()))) {
            out.append("  ")
                    .append(Words.of(test.getVerdict()))
                    .append("  ")
                    .append(Words.test(test.getModule(), test.getTest()))
                    .append("\n    ")
                    .append(of(test.getQuarantine()))
                    .append('\n');
        }
        if (all.size() > MOST) {
            out.append("  ... and ").append(all.size() - MOST).append(" more: verdigrid quarantine list\n");
        }
    }

    /** {@code until 2026-12-01, owner ada: port is taken}. */
    public static String of(Quarantine quarantine) {
        return "until " + day(quarantine.getUntilMs()) + ", owner " + quarantine.getOwner() + ": "
                + quarantine.getReason();
    }

    /** A day as it is typed. */
    public static String day(long ms) {
        return Instant.ofEpochMilli(ms)
                .atZone(ZoneId.systemDefault())
                .toLocalDate()
                .toString();
    }
}
