package io.verdigrid.cli.run;

import io.verdigrid.cli.console.Clip;
import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.cli.console.Paint;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.build.v1.Progress;
import io.verdigrid.protocol.common.v1.BuildStatus;
import java.util.ArrayList;
import java.util.List;

/** How a build stands, in one line. */
final class ProgressLine {
    private static final int BAR = 12;
    private static final int LEAST_FOR_BAR = 76;
    private static final int LEAST_FOR_RUNNING = 16;

    private ProgressLine() {}

    /** For a terminal of this width: what matters most comes first and is never cut for what matters less. */
    static String live(Progress progress, int width, Paint paint) {
        if (progress.getStatus() == BuildStatus.BUILD_STATUS_DISCOVERING && progress.getDone() == 0) {
            return Clip.end(discovering(progress), width);
        }
        // One column stays free: some terminals wrap when the last is written.
        int free = width - 1;
        String bar = width >= LEAST_FOR_BAR ? bar(progress) + " " : "";
        String head = bar + numbers(progress);
        List<String> facts = facts(progress);
        StringBuilder plain = new StringBuilder(Clip.end(head, free));
        for (String fact : facts) {
            if (plain.length() + 2 + fact.length() <= free) {
                plain.append("  ").append(fact);
            }
        }
        String line = plain.toString();
        int left = free - line.length() - 2;
        if (progress.getRunningCount() > 0 && left >= LEAST_FOR_RUNNING) {
            return coloured(line, progress, paint) + "  " + paint.dim(Clip.end(running(progress), left));
        }
        return coloured(line, progress, paint);
    }

    /** For a log: a whole line without colour. */
    static String plain(Progress progress) {
        if (progress.getStatus() == BuildStatus.BUILD_STATUS_DISCOVERING && progress.getDone() == 0) {
            return discovering(progress);
        }
        return numbers(progress) + (facts(progress).isEmpty() ? "" : ", " + String.join(", ", facts(progress)));
    }

    /** Whole percents of the planned tests that have a verdict, rounded down. */
    static int percent(Progress progress) {
        int planned = progress.getCounts().getPlanned();
        return planned == 0 ? 0 : (int) (100L * progress.getDone() / planned);
    }

    private static String discovering(Progress progress) {
        int planned = progress.getCounts().getPlanned();
        String found = planned > 0 ? ", " + Words.number(planned) + " found" : "";
        if (progress.getWorkers() == 0) {
            return "waiting for a worker" + found;
        }
        return "discovering tests" + found;
    }

    private static String numbers(Progress progress) {
        return Words.number(progress.getDone()) + "/"
                + Words.number(progress.getCounts().getPlanned()) + " tests, " + percent(progress) + " %";
    }

    private static List<String> facts(Progress progress) {
        Counts counts = progress.getCounts();
        List<String> facts = new ArrayList<>();
        facts.add(failed(progress));
        if (progress.getSlots() == 0) {
            facts.add("no worker");
        } else {
            facts.add("slots " + progress.getSlotsBusy() + "/" + progress.getSlots());
        }
        if (progress.getEtaMs() >= 0) {
            facts.add("ETA " + HumanTime.clock((progress.getEtaMs() + 999) / 1000));
        }
        if (progress.getRetesting() > 0) {
            facts.add(progress.getRetesting() + " in retest");
        }
        if (counts.getIntermittent() > 0) {
            facts.add(counts.getIntermittent() + " intermittent");
        }
        return facts;
    }

    private static String failed(Progress progress) {
        return Words.number(Words.red(progress.getCounts())) + " failed";
    }

    private static String bar(Progress progress) {
        int full = BAR * percent(progress) / 100;
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    private static String running(Progress progress) {
        List<String> names = new ArrayList<>();
        for (String name : progress.getRunningList()) {
            names.add(name.substring(name.lastIndexOf('.') + 1));
        }
        return String.join(", ", names);
    }

    private static String coloured(String line, Progress progress, Paint paint) {
        String failed = failed(progress);
        return Words.red(progress.getCounts()) == 0 ? line : line.replace(failed, paint.red(failed));
    }
}
