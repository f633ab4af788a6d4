package io.verdigrid.cli.hunt;

import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.RunPlace;
import io.verdigrid.protocol.common.v1.TestInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a build's runners ran, in their order, by the planned leaves: read from the places of its first attempts. Immutable. */
final class RunnerOrders {
    private record Runner(String module, String worker, int slot, long readyAtMs) {}

    private record Step(String leaf, long place) {}

    private final Map<Runner, List<Step>> steps = new HashMap<>();
    private final Map<Runner, List<String>> leaves = new HashMap<>();

    RunnerOrders(List<TestVerdict> build) {
        for (TestVerdict test : build) {
            if (test.getAttemptsCount() > 0 && test.getAttempts(0).hasPlace()) {
                Attempt attempt = test.getAttempts(0);
                steps.computeIfAbsent(runner(test.getModule(), attempt), runner -> new ArrayList<>())
                        .add(new Step(leaf(test.getTest()), place(attempt)));
            }
        }
        steps.forEach((runner, all) -> {
            // Invocations of one planned leaf stand where the first of them ran.
            Map<String, Long> first = new LinkedHashMap<>();
            all.forEach(step -> first.merge(step.leaf(), step.place(), Math::min));
            leaves.put(
                    runner,
                    first.entrySet().stream()
                            .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                            .map(Map.Entry::getKey)
                            .toList());
        });
    }

    /** Planned leaves that had run before this test in its runner; empty where that is not known. */
    List<String> before(TestVerdict test) {
        if (test.getAttemptsCount() == 0 || !test.getAttempts(0).hasPlace()) {
            return List.of();
        }
        List<String> all = leaves.getOrDefault(runner(test.getModule(), test.getAttempts(0)), List.of());
        int at = all.indexOf(leaf(test.getTest()));
        return at < 0 ? List.of() : all.subList(0, at);
    }

    static String leaf(TestInfo test) {
        return test.getRegisteredBy().isEmpty() ? test.getUniqueId() : test.getRegisteredBy();
    }

    private static Runner runner(String module, Attempt attempt) {
        return new Runner(
                module,
                attempt.getWorker(),
                attempt.getSlot(),
                attempt.getPlace().getRunnerReadyAtMs());
    }

    private static long place(Attempt attempt) {
        RunPlace place = attempt.getPlace();
        return (long) place.getRun() << 32 | place.getPosition();
    }
}
