package io.verdigrid.coordinator.slowness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.verdigrid.coordinator.slowness.SlowTests.Found;
import io.verdigrid.coordinator.slowness.SlowTests.Slower;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A test is called slower when it is, and not for noise or for slow workers. */
final class SlowTestsTest {
    private final Random random = new Random(42);
    private final List<Series> suite = new ArrayList<>();

    /** 50 passes around so many milliseconds, each by another of four workers. */
    private void add(String name, IntToDoubleFunction ms) {
        List<Long> durations = new ArrayList<>();
        List<String> workers = new ArrayList<>();
        List<String> builds = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            durations.add(Math.round(1_000 * ms.applyAsDouble(i) * Math.exp(0.1 * random.nextGaussian())));
            workers.add("w" + i % 4);
            builds.add("b" + (100 + i));
        }
        suite.add(new Series(new Series.Test("", "[" + name + "]", "C", name), durations, workers, builds));
    }

    private void addSteady(int count) {
        for (int i = 0; i < count; i++) {
            add("steady" + i, run -> 800);
        }
    }

    private Found find() {
        return SlowTests.find(to -> {
            for (Series series : suite) {
                if (!to.test(series)) {
                    return;
                }
            }
        });
    }

    @Test
    void findsWhatBecameSlowerAndBetweenWhichBuilds() {
        addSteady(200);
        add("slower", run -> run < 39 ? 500 : 900);

        Found found = find();

        assertThat(found.tested()).isEqualTo(201);
        assertThat(found.slower()).hasSize(1);
        Slower slower = found.slower().get(0);
        assertThat(slower.test().name()).isEqualTo("slower");
        assertThat(slower.beforeUs()).isCloseTo(500_000, within(40_000L));
        assertThat(slower.nowUs()).isCloseTo(900_000, within(80_000L));
        assertThat(slower.p()).isLessThan(1e-6);
        assertThat(slower.lastFastBuild()).isEqualTo("b138");
        assertThat(slower.firstSlowBuild()).isEqualTo("b139");
    }

    @Test
    void theOneThatCostsMostComesFirst() {
        addSteady(50);
        add("some", run -> run < 40 ? 500 : 1_000);
        add("most", run -> run < 40 ? 5_000 : 9_000);

        assertThat(find().slower()).extracting(test -> test.test().name()).containsExactly("most", "some");
    }

    @Test
    void lessThanAQuarterOrATenthOfASecondIsNotSlower() {
        addSteady(50);
        add("fifth", run -> run < 40 ? 1_000 : 1_200);
        add("short", run -> run < 40 ? 20 : 80);

        assertThat(find().slower()).isEmpty();
    }

    @Test
    void oneSlowRunIsNotSlower() {
        addSteady(50);
        add("once", run -> run == 49 ? 9_000 : 500);
        add("twice", run -> run >= 48 ? 9_000 : 500);

        assertThat(find().slower()).isEmpty();
    }

    @Test
    void aTestWithFewerPassesIsNotCompared() {
        suite.add(new Series(
                new Series.Test("", "[u]", "C", "new"),
                Collections.nCopies(49, 1L),
                Collections.nCopies(49, "w"),
                Collections.nCopies(49, "b")));

        assertThat(find().tested()).isZero();
        assertThatThrownBy(
                        () -> new Series(new Series.Test("", "[u]", "C", "x"), List.of(1L, 2L), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void amongManyTestsMoreIsAskedOfEach() {
        // Below the bound for one test, but among 5,000 tests such a one may come by chance.
        IntToDoubleFunction doubtful = run -> run >= 40 || run % 4 == 0 ? 2_000 : 1_000;
        add("doubtful", doubtful);
        List<Slower> alone = find().slower();
        addSteady(5_000);

        assertThat(alone).hasSize(1);
        assertThat(alone.get(0).p()).isBetween(1e-5, 1e-3);
        assertThat(find().slower()).isEmpty();
    }

    /** One test had its newest ten runs on a worker that takes twice the time for everything. */
    @Test
    void aSlowWorkerMakesNoTestSlower() {
        addSteady(300);
        List<Series> before = List.copyOf(suite);
        suite.clear();
        before.forEach(series -> suite.add(onTheSlowWorker(series, 20, 25)));
        suite.set(0, onTheSlowWorker(before.get(0), 40, 50));

        assertThat(find().slower()).isEmpty();
    }

    private static Series onTheSlowWorker(Series series, int from, int to) {
        List<Long> durations = new ArrayList<>(series.durationsUs());
        List<String> workers = new ArrayList<>(series.workers());
        for (int i = from; i < to; i++) {
            durations.set(i, 2 * durations.get(i));
            workers.set(i, "slow");
        }
        return new Series(series.test(), durations, workers, series.builds());
    }

    @Test
    void theChangeIsWhereItIs() {
        assertThat(SlowTests.change(10, 10, 10, 50, 50)).isEqualTo(3);
        assertThat(SlowTests.change(10, 50, 50, 50, 50)).isEqualTo(1);
        assertThat(SlowTests.change(10, 20, 10, 20, 90)).isEqualTo(4);
        assertThat(SlowTests.change(10, 10, 10, 10, 900, 10, 10, 20, 20, 20)).isEqualTo(7);
    }
}
