package io.verdigrid.deployer.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges a push by its samples.
 *
 * <p>What it says depends on the plan, the samples and the time that is given, and on nothing else, so that every push can
 * be judged again. docs/judge.md has the formulae and their sources. Not thread-safe: it remembers boundaries, which are
 * costly to compute.
 */
public final class Judge {
    private final Looks looks = new Looks();

    /** What all samples up to this time, in milliseconds since the epoch, say of the push. */
    public Judgement judge(PushPlan plan, List<Sample> samples, long nowMillis) {
        Map<String, List<Sample>> byMetric = new HashMap<>();
        for (Sample sample : samples) {
            if (sample.atMillis() <= nowMillis) {
                byMetric.computeIfAbsent(sample.metric(), name -> new ArrayList<>())
                        .add(sample);
            }
        }
        int look = plan.timing().looksBy(nowMillis);
        List<MetricCase> cases = new ArrayList<>();
        for (MetricPlan metric : plan.metrics()) {
            cases.add(MetricCase.of(metric, plan, byMetric.getOrDefault(metric.name(), List.of()), look, nowMillis));
        }
        Map<String, Double> budgets = holm(plan, cases);
        List<MetricVerdict> verdicts = new ArrayList<>();
        for (MetricCase one : cases) {
            double budget = budgets.getOrDefault(one.name(), plan.budget().falseAlarm());
            verdicts.add(one.verdict(harmful(plan, one, budget), safe(plan)));
        }
        return new Judgement(decision(plan, look, verdicts), look, verdicts);
    }

    /**
     * The budget of each blocking metric: its share by weight, and, once one is found to harm, that one's budget too goes to
     * the others (Holm 1979; for sequential tests Maurer and Bretz 2013).
     */
    private Map<String, Double> holm(PushPlan plan, List<MetricCase> cases) {
        List<MetricCase> open = new ArrayList<>(
                cases.stream().filter(one -> one.metric().blocking()).toList());
        Map<String, Double> budgets = new HashMap<>();
        boolean again = true;
        while (again && !open.isEmpty()) {
            double weights =
                    open.stream().mapToDouble(one -> one.metric().weight()).sum();
            double aWeight = plan.budget().falseAlarm() / weights;
            for (MetricCase one : open) {
                budgets.put(one.name(), aWeight * one.metric().weight());
            }
            again = open.removeIf(one ->
                    one.harmedAt(harmful(plan, one, aWeight * one.metric().weight())) > 0);
        }
        return budgets;
    }

    private double[] harmful(PushPlan plan, MetricCase one, double budget) {
        double side = one.metric().worse() == Worse.EITHER ? budget / 2 : budget;
        return looks.boundaries(side, plan.budget().spending(), plan.timing());
    }

    private double[] safe(PushPlan plan) {
        return looks.boundaries(plan.budget().falseSafe(), plan.budget().spending(), plan.timing());
    }

    private static Decision decision(PushPlan plan, int look, List<MetricVerdict> verdicts) {
        boolean hold = false;
        for (MetricVerdict one : verdicts) {
            if (one.kills()) {
                return Decision.ROLL_BACK;
            }
            boolean nothing = one.verdict() == Verdict.NO_DATA && one.metric().noData() != NoData.IGNORE;
            boolean weak = one.verdict() == Verdict.NO_POWER && plan.holdWithoutPower();
            hold |= one.metric().blocking() && (nothing || weak);
        }
        if (look < plan.timing().looks()) {
            return Decision.WAIT;
        }
        return hold ? Decision.HOLD : Decision.GO;
    }
}
