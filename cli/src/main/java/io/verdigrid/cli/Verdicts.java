package io.verdigrid.cli;

import io.verdigrid.cli.console.Console;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.console.Paint;
import io.verdigrid.cli.console.Table;
import io.verdigrid.cli.console.Table.Column;
import io.verdigrid.deployer.judge.Decision;
import io.verdigrid.deployer.judge.Estimate;
import io.verdigrid.deployer.judge.Judgement;
import io.verdigrid.deployer.judge.Levels;
import io.verdigrid.deployer.judge.MetricVerdict;
import io.verdigrid.deployer.judge.Placebo;
import io.verdigrid.deployer.judge.PushPlan;
import java.time.Instant;
import java.util.Locale;

/** Shows what a judge says, as tables or as JSON. Not thread-safe. */
final class Verdicts {
    private final Console console;

    Verdicts(Console console) {
        this.console = console;
    }

    void print(PushPlan plan, Judgement judgement) {
        Paint paint = console.paint();
        String decision = judgement.decision().toString();
        String painted = switch (judgement.decision()) {
            case ROLL_BACK -> paint.red(decision);
            case GO -> paint.green(decision);
            case HOLD, WAIT -> paint.yellow(decision);
        };
        console.out()
                .println(plan.push() + ": " + painted + " at look " + judgement.look() + " of "
                        + plan.timing().looks() + "; " + plan.groups().canary().size() + " canaries, "
                        + plan.groups().control().size() + " control hosts"
                        + (plan.groups().sham().isEmpty()
                                ? ""
                                : ", " + plan.groups().sham().size() + " shams"));
        Table table = new Table(
                Column.left("VERDICT"),
                Column.left("METRIC"),
                Column.right("CANARY"),
                Column.right("CONTROL"),
                Column.right("EFFECT"),
                Column.right("BETWEEN"),
                Column.right("LOOK"),
                Column.elastic("WHY"));
        for (MetricVerdict one : judgement.metrics()) {
            Levels levels = one.levels();
            Estimate estimate = one.estimate();
            boolean share = one.metric().margin().relative();
            table.row(
                    one.verdict() + (one.metric().blocking() ? "" : " (reports)"),
                    one.metric().name(),
                    level(levels.canaryBefore()) + " > " + level(levels.canaryAfter()),
                    level(levels.controlBefore()) + " > " + level(levels.controlAfter()),
                    effect(estimate.effect(), share),
                    effect(estimate.lower(), share) + " to " + effect(estimate.upper(), share),
                    String.valueOf(one.look()),
                    one.reason());
        }
        console.out().print(table.render(Integer.MAX_VALUE));
    }

    void print(Placebo.Report report, long seed) {
        console.out()
                .println(String.format(
                        Locale.ROOT,
                        "%d pushes that never were (seed %d): %d would have been rolled back, %.2f %%",
                        report.pushes(),
                        seed,
                        report.rolledBack(),
                        100.0 * report.rolledBack() / report.pushes()));
        Table table = new Table(
                Column.right("FALSE ALARMS"), Column.right("BUDGET"), Column.left("METRIC"), Column.left("THEREFORE"));
        for (Placebo.Alarms one : report.metrics()) {
            table.row(
                    String.format(Locale.ROOT, "%.2f %%", 100.0 * one.alarms() / report.pushes()),
                    String.format(Locale.ROOT, "%.3g %%", 100 * one.budget()),
                    one.metric(),
                    one.wolf() ? "cries wolf: give it weight 0" : "");
        }
        console.out().print(table.render(Integer.MAX_VALUE));
    }

    void json(PushPlan plan, Judgement judgement) {
        JsonWriter out = JsonWriter.indented(console.out());
        out.object()
                .field("push", plan.push())
                .field(
                        "switched",
                        Instant.ofEpochMilli(plan.timing().switchedAtMillis()).toString())
                .field("decision", judgement.decision().toString())
                .field("rollBack", judgement.decision() == Decision.ROLL_BACK)
                .field("look", judgement.look())
                .field("looks", plan.timing().looks())
                .name("metrics")
                .array();
        for (MetricVerdict one : judgement.metrics()) {
            out.object()
                    .field("metric", one.metric().name())
                    .field("blocking", one.metric().blocking())
                    .field("verdict", one.verdict().toString())
                    .field("reason", one.reason())
                    .field("margin", one.metric().margin().toString())
                    .field("look", one.look());
            number(out, "canaryBefore", one.levels().canaryBefore());
            number(out, "canaryAfter", one.levels().canaryAfter());
            number(out, "controlBefore", one.levels().controlBefore());
            number(out, "controlAfter", one.levels().controlAfter());
            number(out, "detectable", one.detectable());
            out.name("estimates").array();
            for (Estimate estimate : one.looks()) {
                out.object().field("look", estimate.look());
                number(out, "effect", estimate.effect());
                number(out, "lower", estimate.lower());
                number(out, "upper", estimate.upper());
                out.end();
            }
            out.end().end();
        }
        out.end().end();
        console.out().println();
    }

    void json(Placebo.Report report, long seed) {
        JsonWriter out = JsonWriter.indented(console.out());
        out.object()
                .field("pushes", report.pushes())
                .field("seed", seed)
                .field("rolledBack", report.rolledBack())
                .name("metrics")
                .array();
        for (Placebo.Alarms one : report.metrics()) {
            out.object()
                    .field("metric", one.metric())
                    .field("alarms", one.alarms())
                    .field("budget", one.budget())
                    .field("criesWolf", one.wolf())
                    .end();
        }
        out.end().end();
        console.out().println();
    }

    /** Left out where nothing can be said: JSON has no word for it. */
    private static void number(JsonWriter out, String name, double value) {
        if (!Double.isNaN(value) && !Double.isInfinite(value)) {
            out.field(name, value);
        }
    }

    private static String level(double level) {
        return Double.isNaN(level) ? "-" : String.format(Locale.ROOT, "%.4g", level);
    }

    private static String effect(double effect, boolean share) {
        if (Double.isNaN(effect)) {
            return "-";
        }
        if (Double.isInfinite(effect)) {
            return "?";
        }
        return String.format(Locale.ROOT, share ? "%+.1f %%" : "%+.4g", share ? effect * 100 : effect);
    }
}
