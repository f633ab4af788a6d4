package io.verdigrid.deployer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.deployer.judge.SyntheticFleet.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceboTest {
    private static final MetricPlan GOOD = MetricPlan.of("good", Kind.GAUGE, Worse.HIGHER, Margin.percent(5));
    private static final MetricPlan WOLF = MetricPlan.of("wolf", Kind.GAUGE, Worse.HIGHER, Margin.percent(5));

    private final SyntheticFleet fleet =
            new SyntheticFleet(Shape.OF_THE_FACTS.of(6, 1).history(360), 0, 2);
    private final PushPlan plan =
            new PushPlan("r1", fleet.groups(), fleet.timing(), List.of(GOOD, WOLF), Budget.USUAL, false);

    @Test
    void aMetricThatCriesWolfIsNamedAndAGoodOneIsNot() {
        List<Sample> samples = new ArrayList<>(fleet.gauge("good"));
        for (Sample sample : fleet.gauge("wolf")) {
            // One host leaps half an hour before the switch: nothing in its past speaks of that.
            boolean leaps = sample.host().equals("h2") && sample.atMillis() > SyntheticFleet.SWITCH - 1_800_000;
            double value = leaps ? 9 * sample.value() : sample.value();
            samples.add(Sample.of("wolf", sample.host(), sample.atMillis(), value));
        }
        Placebo.Report report = new Placebo(plan, samples).judge(150, 1);
        assertThat(report.metrics().get(0).alarms()).isLessThanOrEqualTo(2);
        assertThat(report.metrics().get(0).wolf()).isFalse();
        assertThat(report.metrics().get(1).wolf()).isTrue();
        assertThat(report.rolledBack())
                .isGreaterThanOrEqualTo(report.metrics().get(1).alarms());
    }

    @Test
    void theSameSeedDrawsTheSamePushes() {
        Placebo placebo = new Placebo(plan, fleet.gauge("good"));
        assertThat(placebo.judge(20, 9)).isEqualTo(placebo.judge(20, 9));
    }

    @Test
    void samplesSinceTheSwitchAreLeftAlone() {
        List<Sample> late = fleet.gauge("good").stream()
                .filter(sample -> sample.atMillis() >= SyntheticFleet.SWITCH - 600_000)
                .toList();
        assertThatThrownBy(() -> new Placebo(plan, late).judge(1, 1))
                .hasMessage("samples before the switch last 10 min; a placebo needs 20 min or more");
    }
}
