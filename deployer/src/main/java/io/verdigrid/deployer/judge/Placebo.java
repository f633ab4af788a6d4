package io.verdigrid.deployer.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Judges pushes that never were: hosts drawn at random, at times drawn at random, in samples of a time when nothing changed.
 * How often it finds harm there is the judge's own rate of false alarms on this fleet. Pure; the seed draws.
 */
public final class Placebo {
    /** A metric that alarms more often than its budget with less than this probability cries wolf. */
    private static final double WOLF = 0.01;

    /** How much of the past each push may know, in windows. */
    private static final int WINDOWS_OF_HISTORY = 6;

    private final PushPlan plan;
    private final List<Sample> samples;
    private final Judge judge = new Judge();

    /**
     * One metric's alarms.
     *
     * @param metric its name
     * @param alarms how many of the pushes it found to harm
     * @param budget the share that it may
     * @param wolf whether it alarms more often than that by more than chance: it should only report
     */
    public record Alarms(String metric, int alarms, double budget, boolean wolf) {}

    /**
     * What all pushes showed.
     *
     * @param pushes how many were judged
     * @param rolledBack how many would have been rolled back
     * @param metrics each metric's alarms, in the plan's order
     */
    public record Report(int pushes, int rolledBack, List<Alarms> metrics) {}

    /** Samples after the plan's switch are left alone: there something did change. */
    public Placebo(PushPlan plan, List<Sample> samples) {
        this.plan = plan;
        this.samples = samples.stream()
                .filter(sample -> sample.atMillis() < plan.timing().switchedAtMillis())
                .sorted(Comparator.comparingLong(Sample::atMillis))
                .toList();
    }

    /**
     * Judges this many pushes.
     *
     * @throws IllegalArgumentException where the samples before the switch are too short for one
     */
    public Report judge(int pushes, long seed) {
        Timing timing = plan.timing();
        long step = timing.step().toMillis();
        long after = timing.settle().toMillis() + timing.watch().toMillis();
        long needed = timing.before().toMillis() + after;
        long first = samples.isEmpty() ? 0 : samples.get(0).atMillis();
        long last = samples.isEmpty() ? 0 : samples.get(samples.size() - 1).atMillis() + step;
        long choices = (last - first - needed) / step + 1;
        if (last - first < needed) {
            throw new IllegalArgumentException("samples before the switch last " + (last - first) / 60_000
                    + " min; a placebo needs " + needed / 60_000 + " min or more");
        }
        Random random = new Random(new SplittableRandom(seed).nextLong());
        Map<String, Integer> alarms = new LinkedHashMap<>();
        plan.metrics().forEach(metric -> alarms.put(metric.name(), 0));
        int rolledBack = 0;
        for (int push = 0; push < pushes; push++) {
            long at = first + timing.before().toMillis() + step * random.nextInt((int) Math.min(choices, 1_000_000));
            Judgement judgement = one(at, at + after, needed, random);
            rolledBack += judgement.decision() == Decision.ROLL_BACK ? 1 : 0;
            for (MetricVerdict verdict : judgement.metrics()) {
                if (verdict.verdict() == Verdict.HARM) {
                    alarms.merge(verdict.metric().name(), 1, Integer::sum);
                }
            }
        }
        return new Report(pushes, rolledBack, report(pushes, alarms));
    }

    private Judgement one(long switched, long end, long needed, Random random) {
        Timing timing = plan.timing();
        Timing then =
                new Timing(switched, timing.before(), timing.settle(), timing.watch(), timing.look(), timing.step());
        int from = firstAtOrAfter(switched - WINDOWS_OF_HISTORY * needed);
        int to = firstAtOrAfter(end);
        return judge.judge(plan.at(drawn(random), then), samples.subList(from, to), end);
    }

    private Groups drawn(Random random) {
        List<String> hosts = new ArrayList<>(plan.groups().all());
        Collections.shuffle(hosts, random);
        int canaries = plan.groups().canary().size();
        int controls = canaries + plan.groups().control().size();
        return new Groups(
                hosts.subList(0, canaries), hosts.subList(canaries, controls), hosts.subList(controls, hosts.size()));
    }

    private int firstAtOrAfter(long millis) {
        int low = 0;
        int high = samples.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (samples.get(middle).atMillis() < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private List<Alarms> report(int pushes, Map<String, Integer> alarms) {
        double weights = plan.metrics().stream().mapToDouble(MetricPlan::weight).sum();
        List<Alarms> report = new ArrayList<>();
        for (MetricPlan metric : plan.metrics()) {
            double budget = plan.budget().falseAlarm() * (metric.blocking() ? metric.weight() / weights : 1);
            int found = alarms.getOrDefault(metric.name(), 0);
            double chance = BinomialDistribution.of(pushes, budget).survivalProbability(found - 1);
            report.add(new Alarms(metric.name(), found, budget, found > 0 && chance < WOLF));
        }
        return report;
    }
}
