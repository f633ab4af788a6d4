package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Verdict;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tests of a build by their verdict so far. */
final class BuildTally {
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    /** A test's verdict changed; null stands for none. */
    void change(@Nullable Verdict from, @Nullable Verdict to) {
        if (from == to) {
            return;
        }
        if (from != null) {
            counts.merge(from, -1, Integer::sum);
        }
        if (to != null) {
            counts.merge(to, 1, Integer::sum);
        }
    }

    int of(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    /** Tests that have an attempt. */
    int finished() {
        int sum = 0;
        for (int count : counts.values()) {
            sum += count;
        }
        return sum - of(Verdict.NOT_RUN);
    }

    int red() {
        return of(Verdict.FAILED) + of(Verdict.TIMED_OUT) + of(Verdict.CRASHED);
    }
}
