package io.verdigrid.coordinator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildIdsTest {
    private static final long NOW = 1_790_000_000_000L;

    @Test
    void sortsByTimeAndIsShort() {
        BuildIds ids = new BuildIds("");
        List<String> made = new ArrayList<>();
        for (long ms = NOW; ms < NOW + 100_000; ms += 997) {
            made.add(ids.next(ms));
        }
        assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(id -> id.length() == 9);
    }

    @Test
    void isUniqueWithinAMillisecondAndWhenTheClockGoesBack() {
        BuildIds ids = new BuildIds("");
        List<String> made = List.of(ids.next(NOW), ids.next(NOW), ids.next(NOW - 5000));
        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void sortsBehindTheNewestOfAnEarlierBoot() {
        String newest = new BuildIds("").next(NOW);
        assertThat(new BuildIds(newest).next(NOW - 60_000)).isGreaterThan(newest);
    }

    @Test
    void takesAnIdThatIsNotItsOwnForNone() {
        String fresh = new BuildIds("").next(NOW);
        assertThat(new BuildIds("not an id").next(NOW)).isEqualTo(fresh);
    }
}
