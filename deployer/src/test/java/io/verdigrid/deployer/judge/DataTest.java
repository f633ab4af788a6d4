package io.verdigrid.deployer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verdigrid.deployer.judge.SyntheticFleet.Shape;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Samples that are missing, beyond bounds, constant, or have nothing to be compared with. */
class DataTest {
    private static final MetricPlan LATENCY = MetricPlan.of("m", Kind.GAUGE, Worse.HIGHER, Margin.percent(5));

    private final SyntheticFleet fleet = new SyntheticFleet(Shape.OF_THE_FACTS.of(12, 3), 0, 11);
    private final List<Sample> samples = fleet.gauge("m");

    @Test
    void canariesWithoutSamplesAreNoData() {
        List<Sample> silent = samples.stream()
                .filter(s -> !fleet.groups().canary().contains(s.host()) || s.atMillis() < SyntheticFleet.SWITCH)
                .toList();
        assertThat(judged(LATENCY, silent).metrics().get(0).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(judged(withoutData(NoData.HOLD), silent).decision()).isEqualTo(Decision.HOLD);
        assertThat(judged(withoutData(NoData.IGNORE), silent).decision()).isEqualTo(Decision.GO);
        assertThat(judged(withoutData(NoData.HARM), silent).decision()).isEqualTo(Decision.ROLL_BACK);
    }

    @Test
    void hostsThatMissHalfOfTheirSamplesAreLeftOutOfTheComparison() {
        String loud = fleet.groups().canary().get(0);
        List<Sample> few =
                changed(s -> s.host().equals(loud) && s.atMillis() >= SyntheticFleet.SWITCH, s -> 1000).stream()
                        .filter(s -> !s.host().equals(loud) || s.atMillis() < SyntheticFleet.SWITCH + 100_000)
                        .toList();
        Estimate estimate = judged(LATENCY, few).metrics().get(0).estimate();
        assertThat(estimate.effect()).isCloseTo(0, within(0.1));
    }

    @Test
    void halfOfTheCanariesBeyondAHardBoundIsHarmAtOnce() {
        List<Sample> beyond = changed(s -> canary(s) && s.atMillis() >= SyntheticFleet.SWITCH, s -> 10_000);
        Judgement judgement = judged(bounded(), beyond, SyntheticFleet.SWITCH + 20_000);
        assertThat(judgement.look()).isZero();
        assertThat(judgement.decision()).isEqualTo(Decision.ROLL_BACK);
        assertThat(judgement.metrics().get(0).reason()).contains("hard bound: at most 500");
    }

    @Test
    void aBlipOrWhatWasBeyondBeforeIsNot() {
        List<Sample> blip = changed(s -> canary(s) && s.atMillis() == SyntheticFleet.SWITCH + 30_000, s -> 10_000);
        assertThat(judged(bounded(), blip, SyntheticFleet.SWITCH + 50_000).decision())
                .isEqualTo(Decision.WAIT);
        List<Sample> always = changed(s -> true, s -> 10 * s.value());
        assertThat(judged(bounded(), always, SyntheticFleet.SWITCH + 50_000).decision())
                .isEqualTo(Decision.WAIT);
    }

    @Test
    void withoutControlOnlyHardBoundsAreJudged() {
        PushPlan plan = new PushPlan(
                "r1",
                Groups.of(fleet.groups().all(), List.of()),
                fleet.timing(),
                List.of(bounded()),
                Budget.USUAL,
                false);
        MetricVerdict verdict =
                new Judge().judge(plan, samples, fleet.end()).metrics().get(0);
        assertThat(verdict.verdict()).isEqualTo(Verdict.NO_POWER);
        assertThat(verdict.reason()).contains("only hard bounds");
        List<Sample> beyond = changed(s -> s.atMillis() >= SyntheticFleet.SWITCH, s -> 10_000);
        assertThat(new Judge().judge(plan, beyond, fleet.end()).decision()).isEqualTo(Decision.ROLL_BACK);
    }

    @Test
    void aLevelThatNeverMovesIsHarmedByAnyMove() {
        List<Sample> up = changed(s -> true, s -> canary(s) && s.atMillis() >= SyntheticFleet.SWITCH ? 0 : 1);
        MetricPlan answering = MetricPlan.of("m", Kind.GAUGE, Worse.LOWER, Margin.absolute(0.1));
        assertThat(judged(answering, up).metrics().get(0).verdict()).isEqualTo(Verdict.HARM);
        List<Sample> still = changed(s -> true, s -> 1);
        assertThat(judged(answering, still).metrics().get(0).verdict()).isEqualTo(Verdict.SAFE);
    }

    @Test
    void whatSettlesIsNotLookedAt() {
        List<Sample> warming = changed(
                s -> canary(s)
                        && s.atMillis() >= SyntheticFleet.SWITCH
                        && s.atMillis() < SyntheticFleet.SWITCH + 60_000,
                s -> 5 * s.value());
        Timing usual = fleet.timing();
        Timing patient = new Timing(
                usual.switchedAtMillis(),
                usual.before(),
                usual.look(),
                usual.watch().minus(usual.look()),
                usual.look(),
                usual.step());
        PushPlan plan = new PushPlan("r1", fleet.groups(), patient, List.of(LATENCY), Budget.USUAL, false);
        assertThat(new Judge()
                        .judge(plan, warming, fleet.end())
                        .metrics()
                        .get(0)
                        .verdict())
                .isNotEqualTo(Verdict.HARM);
        assertThat(judged(LATENCY, warming).metrics().get(0).verdict()).isEqualTo(Verdict.HARM);
    }

    private boolean canary(Sample sample) {
        return fleet.groups().canary().contains(sample.host());
    }

    private List<Sample> changed(Predicate<Sample> which, ToDoubleFunction<Sample> to) {
        return samples.stream()
                .map(s -> which.test(s) ? Sample.of(s.metric(), s.host(), s.atMillis(), to.applyAsDouble(s)) : s)
                .toList();
    }

    private static MetricPlan bounded() {
        return new MetricPlan("m", Kind.GAUGE, Worse.HIGHER, Margin.percent(5), 1, NoData.HOLD, new Bounds(0, 500));
    }

    private static MetricPlan withoutData(NoData noData) {
        return new MetricPlan("m", Kind.GAUGE, Worse.HIGHER, Margin.percent(5), 1, noData, Bounds.NONE);
    }

    private Judgement judged(MetricPlan metric, List<Sample> of) {
        return judged(metric, of, fleet.end());
    }

    private Judgement judged(MetricPlan metric, List<Sample> of, long now) {
        PushPlan plan = new PushPlan("r1", fleet.groups(), fleet.timing(), List.of(metric), Budget.USUAL, false);
        return new Judge().judge(plan, of, now);
    }
}
