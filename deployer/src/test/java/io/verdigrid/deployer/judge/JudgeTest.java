package io.verdigrid.deployer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.deployer.judge.SyntheticFleet.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final MetricPlan LATENCY = MetricPlan.of("latency", Kind.GAUGE, Worse.HIGHER, Margin.percent(5));
    private static final Shape FLEET = Shape.OF_THE_FACTS;

    private final Judge judge = new Judge();

    @Test
    void findsFivePercentAndLetsNothingBeNothing() {
        int found = 0;
        int alarms = 0;
        for (long seed = 1; seed <= 100; seed++) {
            found += verdict(FLEET, 0.05, seed) == Verdict.HARM ? 1 : 0;
            alarms += verdict(FLEET, 0, seed) == Verdict.HARM ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(96);
        assertThat(alarms).isLessThanOrEqualTo(1);
    }

    @Test
    void aQuietReleaseIsSafeAndGoesOn() {
        SyntheticFleet fleet = new SyntheticFleet(FLEET, 0, 3);
        Judgement judgement = judge.judge(plan(fleet, LATENCY), fleet.gauge("latency"), fleet.end());
        assertThat(judgement.decision()).isEqualTo(Decision.GO);
        assertThat(judgement.metrics().get(0).verdict()).isEqualTo(Verdict.SAFE);
        assertThat(judgement.metrics().get(0).estimate().upper()).isLessThan(0.05);
    }

    @Test
    void aGrossHarmIsSeenLongBeforeTheEnd() {
        SyntheticFleet fleet = new SyntheticFleet(FLEET, 0.5, 3);
        Judgement judgement = judge.judge(plan(fleet, LATENCY), fleet.gauge("latency"), fleet.end());
        assertThat(judgement.decision()).isEqualTo(Decision.ROLL_BACK);
        assertThat(judgement.metrics().get(0).look()).isLessThanOrEqualTo(2);
    }

    @Test
    void whatHitsAllHostsAlikeIsNoHarm() {
        SyntheticFleet fleet = new SyntheticFleet(FLEET, 0, 4);
        List<Sample> busy = fleet.gauge("latency").stream()
                .map(s -> s.atMillis() < SyntheticFleet.SWITCH
                        ? s
                        : Sample.of(s.metric(), s.host(), s.atMillis(), 3 * s.value()))
                .toList();
        assertThat(judge.judge(plan(fleet, LATENCY), busy, fleet.end()).decision())
                .isEqualTo(Decision.GO);
    }

    @Test
    void aRestartThatShamsShareIsNoHarm() {
        SyntheticFleet fleet = new SyntheticFleet(FLEET, 0.2, 5);
        List<Sample> restarted = fleet.gauge("latency").stream()
                .map(s -> s.atMillis() >= SyntheticFleet.SWITCH
                                && List.of("h5", "h6", "h7", "h8", "h9").contains(s.host())
                        ? Sample.of(s.metric(), s.host(), s.atMillis(), 1.2 * s.value())
                        : s)
                .toList();
        Groups plain = fleet.groups();
        Groups sham = new Groups(
                plain.canary(), plain.control().subList(5, 45), plain.control().subList(0, 5));
        PushPlan with = plan(fleet, LATENCY).at(sham, fleet.timing());
        assertThat(judge.judge(with, restarted, fleet.end()).metrics().get(0).verdict())
                .isNotEqualTo(Verdict.HARM);
        assertThat(judge.judge(plan(fleet, LATENCY), restarted, fleet.end())
                        .metrics()
                        .get(0)
                        .verdict())
                .isEqualTo(Verdict.HARM);
    }

    @Test
    void aFleetThatCannotSeeTheMarginSaysWhatCould() {
        SyntheticFleet fleet = new SyntheticFleet(FLEET.of(6, 2), 0, 1);
        Judgement judgement = judge.judge(plan(fleet, LATENCY), fleet.gauge("latency"), fleet.end());
        MetricVerdict verdict = judgement.metrics().get(0);
        assertThat(verdict.verdict()).isEqualTo(Verdict.NO_POWER);
        assertThat(verdict.detectable()).isGreaterThan(0.05);
        assertThat(verdict.reason())
                .contains("not of 5 %")
                .contains("of watch and of baseline would")
                .contains("hosts");
        assertThat(judgement.decision()).isEqualTo(Decision.GO);
        PushPlan careful = new PushPlan("r1", fleet.groups(), fleet.timing(), List.of(LATENCY), Budget.USUAL, true);
        assertThat(judge.judge(careful, fleet.gauge("latency"), fleet.end()).decision())
                .isEqualTo(Decision.HOLD);
    }

    @Test
    void anHourOfHistoryGivesASmallFleetEyes() {
        int without = 0;
        int with = 0;
        for (long seed = 1; seed <= 20; seed++) {
            without += verdict(FLEET.of(4, 1), 0.15, seed) == Verdict.HARM ? 1 : 0;
            with += verdict(FLEET.of(4, 1).history(360), 0.15, seed) == Verdict.HARM ? 1 : 0;
        }
        assertThat(without).isLessThan(8);
        assertThat(with).isGreaterThan(15);
    }

    @Test
    void looksThatAreToComeMakeItTooEarly() {
        SyntheticFleet fleet = new SyntheticFleet(FLEET, 0.02, 1);
        Judgement judgement = judge.judge(plan(fleet, LATENCY), fleet.gauge("latency"), SyntheticFleet.SWITCH + 65_000);
        assertThat(judgement.look()).isEqualTo(1);
        assertThat(judgement.decision()).isEqualTo(Decision.WAIT);
        assertThat(judgement.metrics().get(0).verdict()).isEqualTo(Verdict.TOO_EARLY);
    }

    @Test
    void whatComesLaterChangesNothingOfAnEarlierLook() {
        SyntheticFleet fleet = new SyntheticFleet(FLEET, 0.04, 6);
        List<Sample> samples = fleet.gauge("latency");
        Judgement then = judge.judge(plan(fleet, LATENCY), samples, SyntheticFleet.SWITCH + 300_000);
        Judgement later = judge.judge(plan(fleet, LATENCY), samples, fleet.end());
        assertThat(later.metrics().get(0).looks().subList(0, 5))
                .isEqualTo(then.metrics().get(0).looks());
    }

    @Test
    void aMetricOfNoWeightOnlyReports() {
        SyntheticFleet fleet = new SyntheticFleet(FLEET, 0.5, 3);
        Judgement judgement = judge.judge(plan(fleet, LATENCY.weighing(0)), fleet.gauge("latency"), fleet.end());
        assertThat(judgement.metrics().get(0).verdict()).isEqualTo(Verdict.HARM);
        assertThat(judgement.decision()).isEqualTo(Decision.GO);
    }

    @Test
    void fewerOrMoreCanBeWorse() {
        SyntheticFleet fleet = new SyntheticFleet(FLEET, -0.2, 3);
        for (Worse worse : Worse.values()) {
            MetricPlan metric = MetricPlan.of("latency", Kind.GAUGE, worse, Margin.percent(5));
            Verdict verdict = judge.judge(plan(fleet, metric), fleet.gauge("latency"), fleet.end())
                    .metrics()
                    .get(0)
                    .verdict();
            assertThat(verdict).as(worse.toString()).isEqualTo(worse == Worse.HIGHER ? Verdict.SAFE : Verdict.HARM);
        }
    }

    @Test
    void manyMetricsShareOneBudgetAndAHarmfulOneGivesItsShareAway() {
        SyntheticFleet fleet = new SyntheticFleet(FLEET, 0.10, 3);
        List<Sample> samples = new ArrayList<>(fleet.gauge("a"));
        SyntheticFleet weaker = weakest();
        samples.addAll(weaker.gauge("b"));
        MetricPlan a = MetricPlan.of("a", Kind.GAUGE, Worse.HIGHER, Margin.percent(5));
        MetricPlan b = MetricPlan.of("b", Kind.GAUGE, Worse.HIGHER, Margin.percent(5));
        Budget budget = new Budget(0.02, 0.02, 2);
        List<MetricVerdict> both = judged(fleet, budget, samples, a.weighing(99), b);
        List<MetricVerdict> quiet = judged(fleet, budget, samples.subList(0, 0), a.weighing(99), b);
        assertThat(both.get(1).verdict()).isEqualTo(Verdict.HARM);
        assertThat(quiet.get(1).verdict()).isEqualTo(Verdict.NO_DATA);
        List<Sample> onlyB = weaker.gauge("b");
        assertThat(judged(fleet, budget, onlyB, a.weighing(99), b).get(1).verdict())
                .isNotEqualTo(Verdict.HARM);
    }

    /** A fleet whose effect a budget of 2 % finds, and one of 0.02 % does not. */
    private SyntheticFleet weakest() {
        MetricPlan b = MetricPlan.of("b", Kind.GAUGE, Worse.HIGHER, Margin.percent(5));
        for (long seed = 1; seed < 100; seed++) {
            SyntheticFleet fleet = new SyntheticFleet(FLEET, 0.025, seed);
            List<Sample> samples = fleet.gauge("b");
            boolean much =
                    judged(fleet, new Budget(0.02, 0.02, 2), samples, b).get(0).verdict() == Verdict.HARM;
            boolean little = judged(fleet, new Budget(0.0002, 0.02, 2), samples, b)
                            .get(0)
                            .verdict()
                    == Verdict.HARM;
            if (much && !little) {
                return fleet;
            }
        }
        throw new IllegalStateException("no such fleet");
    }

    private List<MetricVerdict> judged(
            SyntheticFleet fleet, Budget budget, List<Sample> samples, MetricPlan... metrics) {
        PushPlan plan = new PushPlan("r1", fleet.groups(), fleet.timing(), List.of(metrics), budget, false);
        return judge.judge(plan, samples, fleet.end()).metrics();
    }

    private Verdict verdict(Shape shape, double effect, long seed) {
        SyntheticFleet fleet = new SyntheticFleet(shape, effect, seed);
        return judge.judge(plan(fleet, LATENCY), fleet.gauge("latency"), fleet.end())
                .metrics()
                .get(0)
                .verdict();
    }

    private static PushPlan plan(SyntheticFleet fleet, MetricPlan metric) {
        return new PushPlan("r1", fleet.groups(), fleet.timing(), List.of(metric), Budget.USUAL, false);
    }
}
