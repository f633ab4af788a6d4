package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.deployer.judge.Decision;
import io.verdigrid.deployer.judge.Judge;
import io.verdigrid.deployer.judge.Judgement;
import io.verdigrid.deployer.judge.Placebo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Judges a recorded push again. */
@Command(
        name = "judge",
        description =
                "Judges a recorded push: canary hosts against control hosts in the same minutes. Ends with status 1 where"
                        + " the push would be rolled back or held.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid judge --samples push.csv --plan push.yaml",
            "  verdigrid judge --samples push.csv --plan push.yaml --at 2026-11-24T16:03:00Z --json",
            "  verdigrid judge --samples quiet-day.csv --plan push.yaml --placebo 1000"
        })
final class JudgeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--samples",
            required = true,
            paramLabel = "FILE",
            description = "CSV with the columns time, metric, host, value and, for shares, exposure. Repeatable.")
    List<String> samples = new ArrayList<>();

    @Option(
            names = "--plan",
            required = true,
            paramLabel = "FILE",
            description =
                    "YAML: hosts, the moment of the switch, looks, metrics and budgets. docs/judge.md has the keys.")
    String plan = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Judge with what was known then, such as 2026-11-24T16:03:00Z. Default: all samples.")
    @Nullable
    String at;

    @Option(
            names = "--placebo",
            paramLabel = "N",
            description =
                    "Instead, judge N pushes that never were, of random hosts at random times before the switch, and"
                            + " say how often harm is found where there is none.")
    int placebo;

    @Option(names = "--seed", paramLabel = "N", description = "What --placebo draws by. Default: 1.")
    long seed = 1;

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    JudgeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (placebo < 0 || placebo > 1_000_000) {
            throw Problem.input("--placebo: " + placebo + " is out of range: wanted 1 to 1000000");
        }
        RecordedPush push = RecordedPush.read(surroundings, plan, samples);
        Verdicts verdicts = new Verdicts(surroundings.console());
        if (placebo > 0) {
            Placebo.Report report = placebo(push);
            if (json) {
                verdicts.json(report, seed);
            } else {
                verdicts.print(report, seed);
            }
            return Exit.OK;
        }
        Judgement judgement = new Judge().judge(push.plan(), push.samples(), until(push));
        if (json) {
            verdicts.json(push.plan(), judgement);
        } else {
            verdicts.print(push.plan(), judgement);
        }
        boolean stopped = judgement.decision() == Decision.ROLL_BACK || judgement.decision() == Decision.HOLD;
        return stopped ? Exit.RED : Exit.OK;
    }

    private Placebo.Report placebo(RecordedPush push) {
        try {
            return new Placebo(push.plan(), push.samples()).judge(placebo, seed);
        } catch (IllegalArgumentException e) {
            throw Problem.input("--placebo: " + e.getMessage());
        }
    }

    private long until(RecordedPush push) {
        if (at == null) {
            return push.end() + push.plan().timing().step().toMillis();
        }
        try {
            return OffsetDateTime.parse(at).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw Problem.input("--at: '" + at + "' must be a moment such as "
                    + Instant.ofEpochMilli(push.plan().timing().switchedAtMillis()));
        }
    }
}
