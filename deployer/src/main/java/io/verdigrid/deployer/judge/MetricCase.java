package io.verdigrid.deployer.judge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one metric of a push shows at all its looks so far. Pure.
 *
 * @param metric how it is judged
 * @param plan the push
 * @param shown what is shown at each look; null where there is no data
 * @param beyond what the hard bounds say; null where they are kept
 * @param compared whether the push has anything to compare canaries with
 */
record MetricCase(
        MetricPlan metric,
        PushPlan plan,
        List<@Nullable Evidence> shown,
        @Nullable String beyond,
        boolean compared) {

    static MetricCase of(MetricPlan metric, PushPlan plan, List<Sample> samples, int looks, long nowMillis) {
        Timing timing = plan.timing();
        Panel panel = Panel.of(metric, plan.groups(), timing, samples);
        LookTest test = LookTest.of(metric, panel, timing.step().toMillis());
        List<@Nullable Evidence> shown = new ArrayList<>();
        for (int look = 1; look <= looks; look++) {
            shown.add(test.at(Window.of(panel, timing.stepsBefore(), look * timing.stepsOfLook())));
        }
        boolean compared = plan.groups().control().size() + plan.groups().sham().size() > 0;
        return new MetricCase(metric, plan, shown, HardBounds.broken(metric, panel, timing, nowMillis), compared);
    }

    String name() {
        return metric.name();
    }

    /** The first look that crosses these boundaries, from 1; 0 where none does. */
    int harmedAt(double... boundaries) {
        for (int look = 1; look <= shown.size(); look++) {
            Evidence evidence = shown.get(look - 1);
            if (evidence != null
                    && against(evidence) >= boundaries[look - 1]
                    && !excluded(evidence, boundaries[look - 1])) {
                return look;
            }
        }
        return 0;
    }

    private double against(Evidence evidence) {
        return switch (metric.worse()) {
            case HIGHER -> evidence.higher();
            case LOWER -> evidence.lower();
            case EITHER -> Math.max(evidence.higher(), evidence.lower());
        };
    }

    /** Worse than nothing, but surely by less than the margin: no harm that anybody asked about. */
    private boolean excluded(Evidence evidence, double boundary) {
        return distanceToMargin(evidence) >= boundary;
    }

    /** How surely the harm is below the margin, in standard deviations; of both sides the less sure one. */
    private double distanceToMargin(Evidence evidence) {
        double up = evidence.below(evidence.scale().of(metric.margin(), 1), 1);
        double down = evidence.below(evidence.scale().of(metric.margin(), -1), -1);
        return switch (metric.worse()) {
            case HIGHER -> up;
            case LOWER -> down;
            case EITHER -> Math.min(up, down);
        };
    }

    MetricVerdict verdict(double[] harmful, double[] safe) {
        Sayings says = new Sayings(this, harmful, safe);
        int harmed = harmedAt(harmful);
        if (beyond != null) {
            return says.verdict(Verdict.HARM, shown.size(), beyond);
        }
        if (harmed > 0) {
            return says.harm(harmed);
        }
        if (!compared) {
            return says.verdict(
                    Verdict.NO_POWER, shown.size(), "no host without the release: only hard bounds are judged");
        }
        if (shown.isEmpty()) {
            return says.verdict(Verdict.TOO_EARLY, 0, "no look is over yet");
        }
        Evidence last = shown.get(shown.size() - 1);
        if (last == null) {
            return says.verdict(
                    Verdict.NO_DATA, shown.size(), "canary or control has no samples before and since the switch");
        }
        if (distanceToMargin(last) >= safe[shown.size() - 1]) {
            return says.safe();
        }
        return shown.size() < plan.timing().looks() ? says.tooEarly() : says.noPower();
    }
}
