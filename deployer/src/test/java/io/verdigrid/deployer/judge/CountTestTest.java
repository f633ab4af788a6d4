package io.verdigrid.deployer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verdigrid.deployer.judge.SyntheticFleet.Shape;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.gamma.LogBeta;
import org.junit.jupiter.api.Test;

class CountTestTest {
    private static final MetricPlan ERRORS = MetricPlan.of("errors", Kind.COUNT, Worse.HIGHER, Margin.percent(50));
    private static final Shape FLEET = Shape.OF_THE_FACTS;

    private final Judge judge = new Judge();

    @Test
    void tailIsThatOfTheBetaBinomial() {
        // 3 of 30 before, of hosts of which a tenth are canaries: the share is Beta(3 + 1, 27 + 9).
        Tally tally = new Tally(new Tally.Half(3, 6, 10, 10), new Tally.Half(27, 20, 90, 90));
        Binomial binomial = Binomial.of(tally, 1, 10);
        assertThat(binomial.atLeast()).isCloseTo(betaBinomial(6, 26, 26, 4, 36), within(1e-6));
        assertThat(binomial.atMost()).isCloseTo(betaBinomial(0, 6, 26, 4, 36), within(1e-6));
    }

    @Test
    void findsTwiceTheErrorsAndLetsBurstsBe() {
        int found = 0;
        int alarms = 0;
        for (long seed = 1; seed <= 60; seed++) {
            found += verdict(FLEET.bursting(0.22), 1, 600, seed) == Verdict.HARM ? 1 : 0;
            alarms += verdict(FLEET.bursting(1), 0, 6000, seed) == Verdict.HARM ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(57);
        assertThat(alarms).isLessThanOrEqualTo(1);
    }

    @Test
    void errorsWhereThereWereNoneAreHarmOnceTheyAreMany() {
        assertThat(fresh(4)).isNotEqualTo(Verdict.HARM);
        assertThat(fresh(12)).isEqualTo(Verdict.HARM);
    }

    @Test
    void aBurstOfOneHostIsNoHarmWhereEventsAreRare() {
        SyntheticFleet fleet = new SyntheticFleet(FLEET, 0, 1);
        List<Sample> samples = fleet.counts("errors", 1e-9).stream()
                .map(zero -> zero.host().equals("h0") && zero.atMillis() == SyntheticFleet.SWITCH + 60_000
                        ? Sample.of("errors", "h0", zero.atMillis(), 12)
                        : zero)
                .toList();
        assertThat(judged(fleet, ERRORS, samples).verdict()).isEqualTo(Verdict.NO_POWER);
    }

    @Test
    void noEventAtAllIsNoHarm() {
        assertThat(fresh(0)).isEqualTo(Verdict.NO_POWER);
    }

    @Test
    void fewerOrdersAreHarm() {
        MetricPlan orders = MetricPlan.of("errors", Kind.COUNT, Worse.LOWER, Margin.percent(20));
        SyntheticFleet fleet = new SyntheticFleet(FLEET, -0.3, 5);
        assertThat(judged(fleet, orders, fleet.counts("errors", 3000)).verdict())
                .isEqualTo(Verdict.HARM);
    }

    @Test
    void aCanaryWithTwiceTheRequestsMayHaveTwiceTheErrors() {
        SyntheticFleet fleet = new SyntheticFleet(FLEET, 1, 5);
        List<Sample> counts = fleet.counts("errors", 600);
        List<Sample> shares = counts.stream()
                .map(s -> new Sample(
                        s.metric(),
                        s.host(),
                        s.atMillis(),
                        s.value(),
                        fleet.groups().canary().contains(s.host()) && s.atMillis() > SyntheticFleet.SWITCH ? 200 : 100))
                .toList();
        assertThat(judged(fleet, ERRORS, counts).verdict()).isEqualTo(Verdict.HARM);
        assertThat(judged(fleet, ERRORS, shares).verdict()).isNotEqualTo(Verdict.HARM);
    }

    /** This many errors on canaries since the switch, and none at any other place and time. */
    private Verdict fresh(int errors) {
        SyntheticFleet fleet = new SyntheticFleet(FLEET, 0, 1);
        List<Sample> samples = new ArrayList<>();
        int left = errors;
        for (Sample zero : fleet.counts("errors", 1e-9)) {
            boolean here = left > 0
                    && fleet.groups().canary().contains(zero.host())
                    && zero.atMillis() > SyntheticFleet.SWITCH
                    && zero.atMillis() % 60_000 == 0;
            left -= here ? 1 : 0;
            samples.add(Sample.of("errors", zero.host(), zero.atMillis(), here ? 1 : 0));
        }
        return judged(fleet, ERRORS, samples).verdict();
    }

    private Verdict verdict(Shape shape, double effect, double aMinute, long seed) {
        SyntheticFleet fleet = new SyntheticFleet(shape, effect, seed);
        return judged(fleet, ERRORS, fleet.counts("errors", aMinute)).verdict();
    }

    private MetricVerdict judged(SyntheticFleet fleet, MetricPlan metric, List<Sample> samples) {
        PushPlan plan = new PushPlan("r1", fleet.groups(), fleet.timing(), List.of(metric), Budget.USUAL, false);
        return judge.judge(plan, samples, fleet.end()).metrics().get(0);
    }

    private static double betaBinomial(int from, int to, int n, double a, double b) {
        double sum = 0;
        for (int k = from; k <= to; k++) {
            double logChoose = -Math.log(n + 1) - LogBeta.value(n - k + 1, k + 1);
            sum += Math.exp(logChoose + LogBeta.value(k + a, n - k + b) - LogBeta.value(a, b));
        }
        return sum;
    }
}
