package io.verdigrid.coordinator.scheduler;

import static io.verdigrid.coordinator.scheduler.Bench.unit;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a build says of its end while it runs. */
final class ProgressTest {
    private final Bench bench = new Bench();

    private long etaMs() {
        return bench.scheduler().progress("b", bench.now()).orElseThrow().etaMs();
    }

    @Test
    void theEndIsAsFarAsTheLongestUnitOrAllWorkOverTheSlots() {
        bench.worker("v", 1).planned("b", unit("A", 60_000, "a"), unit("B", 8_000, "b"));
        assertThat(etaMs()).isEqualTo(68_000);
        bench.worker("w", 1);
        assertThat(etaMs()).isEqualTo(60_000);
        bench.pass(3_000, "v", "w");
        assertThat(etaMs()).isEqualTo(57_000);
    }

    @Test
    void aUnitThatIsALittleLateIsExpectedAtOnce() {
        bench.worker("v", 1).planned("b", unit("A", 10_000, "a")).pass(12_000, "v");
        assertThat(etaMs()).isZero();
    }

    @Test
    void aUnitThatTakesTwiceItsEstimateAndMoreLeavesTheEndUnknown() {
        bench.worker("v", 1).planned("b", unit("A", 10_000, "a")).pass(21_000, "v");
        assertThat(etaMs()).isEqualTo(-1);
    }
}
