package io.verdigrid.deployer.watching;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.deployer.judge.Budget;
import io.verdigrid.deployer.judge.Kind;
import io.verdigrid.deployer.judge.Margin;
import io.verdigrid.deployer.judge.MetricPlan;
import io.verdigrid.deployer.judge.Sample;
import io.verdigrid.deployer.judge.Worse;
import io.verdigrid.deployer.metric.MetricSource;
import io.verdigrid.deployer.recording.JudgeRules;
import io.verdigrid.deployer.rollout.Watch;
import io.verdigrid.protocol.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgingWatchTest {
    private static final List<String> HOSTS = List.of("w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9");
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration WATCH = Duration.ofMinutes(2);

    private final SetTime time = new SetTime();
    private final Set<String> fresh = new HashSet<>();
    private final Set<String> released = new HashSet<>();
    private final Random random = new Random(3);
    private long push = 1;
    private double factor = 1;
    private double busy = 1;

    private final JudgingWatch watch = new JudgingWatch(
            new JudgeRules(
                    Duration.ofMinutes(5),
                    Duration.ZERO,
                    STEP,
                    Duration.ZERO,
                    Budget.USUAL,
                    List.of(MetricPlan.of("latency", Kind.GAUGE, Worse.HIGHER, Margin.percent(10))),
                    List.of(new Hosts())),
            2,
            time);

    @Test
    void aGoodReleaseReachesAllAndABusyHourDoesNotMatter() throws InterruptedException {
        assertThat(baseline()).isEmpty();
        busy = 3;
        assertThat(step(Watch.Phase.SOME, 3)).isEmpty();
        busy = 1;
        assertThat(step(Watch.Phase.ALL, 10)).isEmpty();
    }

    @Test
    void harmOnCanariesIsNamedWithItsFigures() throws InterruptedException {
        baseline();
        factor = 1.5;
        assertThat(step(Watch.Phase.SOME, 3))
                .get()
                .asString()
                .startsWith("judge: latency is HARM: +")
                .contains("before, ", "since; control ");
    }

    @Test
    void theLastStepIsComparedWithThoseThatWereSwitchedBefore() throws InterruptedException {
        baseline();
        assertThat(step(Watch.Phase.SOME, 3)).isEmpty();
        factor = 1.5;
        assertThat(step(Watch.Phase.ALL, 10)).isPresent();
    }

    @Test
    void aPushAfterAnotherBeginsAnew() throws InterruptedException {
        baseline();
        factor = 1.5;
        assertThat(step(Watch.Phase.SOME, 3)).isPresent();
        released.clear();
        factor = 1;
        push = 2;
        assertThat(baseline()).isEmpty();
        assertThat(step(Watch.Phase.SOME, 3)).isEmpty();
    }

    private Optional<String> baseline() throws InterruptedException {
        return looks(Watch.Phase.BASELINE, List.of());
    }

    /** Switches the first so many hosts, within half a minute, and watches. */
    private Optional<String> step(Watch.Phase phase, int hosts) throws InterruptedException {
        List<String> switched = HOSTS.subList(0, hosts);
        time.now += 30_000;
        fresh.clear();
        fresh.addAll(switched);
        fresh.removeAll(released);
        released.addAll(switched);
        return looks(phase, switched);
    }

    private Optional<String> looks(Watch.Phase phase, List<String> switched) throws InterruptedException {
        List<String> control = new ArrayList<>(HOSTS);
        control.removeAll(switched);
        for (long spent = 0; spent <= WATCH.toMillis(); spent += STEP.toMillis()) {
            Watch.Look look =
                    watch.look(new Watch.View(push, "r7", phase, switched, control, Duration.ofMillis(spent), WATCH));
            if (look.harm().isPresent()) {
                return look.harm();
            }
            time.now += STEP.toMillis();
        }
        return Optional.empty();
    }

    /** Measures about 100, more of hosts that were just switched, and of all in a busy hour. */
    private final class Hosts implements MetricSource {
        @Override
        public String metric() {
            return "latency";
        }

        @Override
        public Reading read(List<String> hosts, Instant after, Instant until) {
            List<Sample> samples = new ArrayList<>();
            for (String host : hosts) {
                double level = 100 * busy * (1 + 0.01 * random.nextGaussian()) * (fresh.contains(host) ? factor : 1);
                samples.add(Sample.of("latency", host, until.toEpochMilli(), level));
            }
            return new Reading(samples, List.of());
        }
    }

    private static final class SetTime implements TimeSource {
        private long now = 1_795_536_000_000L;

        @Override
        public long epochMillis() {
            return now;
        }

        @Override
        public long nanos() {
            return now * 1_000_000;
        }

        @Override
        public void sleep(Duration duration) {
            now += duration.toMillis();
        }
    }
}
