package io.verdigrid.deployer.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.deployer.judge.Bounds;
import io.verdigrid.deployer.judge.Budget;
import io.verdigrid.deployer.judge.Kind;
import io.verdigrid.deployer.judge.Margin;
import io.verdigrid.deployer.judge.MetricPlan;
import io.verdigrid.deployer.judge.NoData;
import io.verdigrid.deployer.judge.PushPlan;
import io.verdigrid.deployer.judge.Worse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanFileTest {
    private static final Set<String> MEASURED = Set.of("w1", "w2", "w3", "w4");

    @Test
    void readsAPlanInFull() {
        PushPlan plan = PlanFile.read("""
                push: r107847
                switched: 2026-11-24T16:00:00Z
                before: 20m
                settle: 30s
                watch: 10m
                look: 2m
                step: 15s
                false-alarm: 0.1 %
                false-safe: 0.05
                spending: 1
                without-power: hold
                hosts: {canary: [w1], control: [w3, w4], sham: [w2]}
                metrics:
                  latency: {worse: higher, margin: 5 %, most: 900}
                  load: {worse: either, margin: 0.5, weight: 0, no-data: ignore}
                  orders: {kind: count, worse: lower, margin: 20 %, weight: 3, no-data: harm}
                """, MEASURED);
        assertThat(plan.push()).isEqualTo("r107847");
        assertThat(plan.groups().sham()).containsExactly("w2");
        assertThat(plan.timing().before()).isEqualTo(Duration.ofMinutes(20));
        assertThat(plan.timing().settle()).isEqualTo(Duration.ofSeconds(30));
        assertThat(plan.timing().looks()).isEqualTo(5);
        assertThat(plan.budget()).isEqualTo(new Budget(0.001, 0.05, 1));
        assertThat(plan.holdWithoutPower()).isTrue();
        assertThat(plan.metrics())
                .containsExactly(
                        new MetricPlan(
                                "latency",
                                Kind.GAUGE,
                                Worse.HIGHER,
                                Margin.percent(5),
                                1,
                                NoData.HOLD,
                                new Bounds(Double.NEGATIVE_INFINITY, 900)),
                        new MetricPlan(
                                "load", Kind.GAUGE, Worse.EITHER, Margin.absolute(0.5), 0, NoData.IGNORE, Bounds.NONE),
                        new MetricPlan(
                                "orders", Kind.COUNT, Worse.LOWER, Margin.percent(20), 3, NoData.HARM, Bounds.NONE));
    }

    @Test
    void aFewLinesAreEnough() {
        PushPlan plan = PlanFile.read("""
                switched: 2026-11-24T16:00:00+01:00
                hosts: {canary: [w1], ignore: [w4]}
                metrics: {latency: {}}
                """, MEASURED);
        assertThat(plan.groups().control()).containsExactlyInAnyOrder("w2", "w3");
        assertThat(plan.timing().watch()).isEqualTo(Duration.ofMinutes(10));
        assertThat(plan.timing().looks()).isEqualTo(10);
        assertThat(plan.budget()).isEqualTo(Budget.USUAL);
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> PlanFile.read("""
                        switched: noon
                        watch: soon
                        wacth: 5m
                        false-alarm: 120 %
                        hosts: {canary: [w9], control: w2}
                        metrics:
                          a: {worse: sideways, colour: red}
                          b: {kind: count, margin: 4}
                        """, MEASURED))
                .isInstanceOf(RecordingProblem.class)
                .hasMessageContaining("switched: 'noon' must be a moment such as")
                .hasMessageContaining("watch: 'soon' must be a time such as 10s")
                .hasMessageContaining("wacth: no such key; there are before, false-alarm")
                .hasMessageContaining("false-alarm 1.2: 1e-9 to 0.5")
                .hasMessageContaining("hosts.canary: 'w9' has no sample; measured are w1, w2, w3, w4")
                .hasMessageContaining("hosts.control: 'w2' must be a list")
                .hasMessageContaining("metrics.a.worse: 'sideways' must be one of higher, lower, either")
                .hasMessageContaining("metrics.a.colour: no such key")
                .hasMessageContaining("margin of b: that of a count must be a percentage");
    }

    @Test
    void saysWhereItIsNoYaml() {
        assertThatThrownBy(() -> PlanFile.read("hosts: {canary: [w1\nmetrics: x: y", MEASURED))
                .hasMessageContaining("no YAML: line 2: ");
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> PlanFile.read("push: r1", MEASURED))
                .hasMessageContaining("switched: is missing")
                .hasMessageContaining("hosts.canary: names no host")
                .hasMessageContaining("metrics: names none");
    }
}
