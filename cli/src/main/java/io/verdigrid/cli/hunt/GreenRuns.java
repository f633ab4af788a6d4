package io.verdigrid.cli.hunt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What had run before tests when they passed: as far as it is remembered, the longest few. Thread-safe. */
final class GreenRuns {
    private static final int KEPT = 3;

    private final Map<String, List<List<String>>> byTest = new ConcurrentHashMap<>();

    void add(String testId, List<String> before) {
        byTest.compute(testId, (id, known) -> {
            List<List<String>> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
            all.add(before);
            all.sort((a, b) -> Integer.compare(b.size(), a.size()));
            return List.copyOf(all.subList(0, Math.min(KEPT, all.size())));
        });
    }

    List<List<String>> of(String testId) {
        return byTest.getOrDefault(testId, List.of());
    }
}
