package io.verdigrid.coordinator.slowness;

import java.util.List;

/**
 * The newest first attempts of a test that passed, oldest first.
 *
 * @param durationsUs microseconds
 * @param workers that ran them
 * @param builds of which they were
 */
public record Series(Test test, List<Long> durationsUs, List<String> workers, List<String> builds) {
    /** Copies its lists. */
    public Series {
        durationsUs = List.copyOf(durationsUs);
        workers = List.copyOf(workers);
        builds = List.copyOf(builds);
        if (durationsUs.size() != workers.size() || durationsUs.size() != builds.size()) {
            throw new IllegalArgumentException("durations, workers and builds are not as many");
        }
    }

    /** Whose series it is. */
    public record Test(String module, String uniqueId, String className, String name) {}
}
