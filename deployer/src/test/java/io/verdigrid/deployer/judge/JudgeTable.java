package io.verdigrid.deployer.judge;

import io.verdigrid.deployer.judge.SyntheticFleet.Shape;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;

/** Prints the tables of docs/judge.md: how often each judge finds harm, with and without an effect. */
final class JudgeTable {
    private static final double[] EFFECTS = {0.02, 0.05, 0.10};

    private final int runs;
    private final Judge judge = new Judge();

    private JudgeTable(int runs) {
        this.runs = runs;
    }

    public static void main(String[] args) {
        JudgeTable table = new JudgeTable(args.length > 0 ? Integer.parseInt(args[0]) : 2000);
        String only = args.length > 1 ? args[1] : "";
        if (only.isEmpty() || only.equals("gauges")) {
            table.gauges();
        }
        if (only.isEmpty() || only.equals("counts")) {
            table.counts();
        }
    }

    private void gauges() {
        say("| fleet | judge | false alarms | +2 % | +5 % | +10 % |", "|---|---|---|---|---|---|");
        Shape facts = Shape.OF_THE_FACTS;
        others("5 of 50 hosts", facts);
        ours("5 of 50 hosts", facts, "Verdigrid, a look each minute", 2);
        ours("5 of 50 hosts", facts, "the same, budget spent evenly", 1);
        ours("5 of 50 hosts", facts, "the same, budget spent late", 3);
        ours("5 of 50 hosts", facts.history(360), "with an hour of history", 2);
        ours("5 of 50 hosts, bursts", facts.bursting(0.22), "Verdigrid", 2);
        ours("5 of 50 hosts, own drift", facts.drifting(0.05), "Verdigrid", 2);
        for (int[] fleet : new int[][] {{1, 4}, {2, 4}, {2, 6}, {2, 10}, {5, 20}}) {
            String name = fleet[0] + " of " + fleet[1] + " hosts";
            Shape shape = facts.of(fleet[1], fleet[0]);
            others(name, shape);
            ours(name, shape, "Verdigrid", 2);
            ours(name, shape.history(360), "with an hour of history", 2);
        }
    }

    private void others(String fleet, Shape shape) {
        int canaries = shape.canaries();
        int baseline = Math.min(shape.hosts(), 2 * canaries);
        row(fleet, "Kayenta's, canary and as many others", (effect, seed) -> {
            SyntheticFleet made = new SyntheticFleet(shape, effect, seed);
            return KayentaJudge.high(made.cluster(canaries, baseline, true), made.cluster(0, canaries, true));
        });
        row(fleet, "Kayenta's, before and after", (effect, seed) -> {
            SyntheticFleet made = new SyntheticFleet(shape, effect, seed);
            return KayentaJudge.high(made.cluster(0, canaries, false), made.cluster(0, canaries, true));
        });
    }

    private void ours(String fleet, Shape shape, String name, double spending) {
        Budget budget = new Budget(0.002, 0.02, spending);
        MetricPlan metric = MetricPlan.of("latency", Kind.GAUGE, Worse.HIGHER, Margin.percent(5));
        row(fleet, name, (effect, seed) -> {
            SyntheticFleet made = new SyntheticFleet(shape, effect, seed);
            return harm(made, metric, made.gauge("latency"), budget);
        });
    }

    private void counts() {
        say(
                "",
                "| events a minute, bursts | judge | false alarms | +10 % | +50 % | x 2 |",
                "|---|---|---|---|---|---|");
        MetricPlan metric = MetricPlan.of("errors", Kind.COUNT, Worse.HIGHER, Margin.percent(10));
        double[] effects = {0.1, 0.5, 1};
        for (double bursts : new double[] {0, 0.22, 1}) {
            for (double aMinute : new double[] {6, 60, 600, 6000}) {
                Shape shape = Shape.OF_THE_FACTS.bursting(bursts);
                String name = String.format(Locale.ROOT, "%.0f, %.0f %%", aMinute, 100 * bursts);
                row(name, "Verdigrid", effects, (effect, seed) -> {
                    SyntheticFleet made = new SyntheticFleet(shape, effect, seed);
                    return harm(made, metric, made.counts("errors", aMinute), Budget.USUAL);
                });
            }
        }
    }

    private boolean harm(SyntheticFleet fleet, MetricPlan metric, List<Sample> samples, Budget budget) {
        PushPlan plan = new PushPlan("r1", fleet.groups(), fleet.timing(), List.of(metric), budget, false);
        return judge.judge(plan, samples, fleet.end()).metrics().get(0).verdict() == Verdict.HARM;
    }

    /** Whether one judge finds harm in one fleet. */
    private interface Case {
        boolean harm(double effect, long seed);
    }

    private void row(String fleet, String name, Case judged) {
        row(fleet, name, EFFECTS, judged);
    }

    private void row(String fleet, String name, double[] effects, Case judged) {
        StringBuilder line = new StringBuilder("| " + fleet + " | " + name + " | ");
        line.append(percent(runs, seed -> judged.harm(0, seed)));
        for (double effect : effects) {
            line.append(" | ").append(percent(runs / 2, seed -> judged.harm(effect, 1_000_000 + seed)));
        }
        say(line + " |");
    }

    private static String percent(int of, LongPredicate harm) {
        int found = 0;
        for (long seed = 1; seed <= of; seed++) {
            found += harm.test(seed) ? 1 : 0;
        }
        return String.format(Locale.ROOT, "%.2f %%", 100.0 * found / of);
    }

    private static void say(String... lines) {
        for (String line : lines) {
            System.out.println(line);
        }
    }
}
