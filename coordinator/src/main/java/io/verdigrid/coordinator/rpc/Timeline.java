package io.verdigrid.coordinator.rpc;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.RunPlace;
import io.verdigrid.coordinator.store.BuildStore;
import io.verdigrid.coordinator.store.RecordedAttempt;
import io.verdigrid.protocol.build.v1.GetTimelineResponse;
import io.verdigrid.protocol.build.v1.UnitRun;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a build's attempts together to what each slot ran of each unit. For one thread. */
final class Timeline {
    private static final int AT_A_TIME = 5_000;

    private final Map<Key, Run> runs = new LinkedHashMap<>();

    /** What stays the same in a run. Its runner and run number are 0 where a worker did not tell them. */
    private record Key(
            String worker, int slot, String module, String unitId, int attempt, long runnerReadyAtMs, int run) {}

    private static final class Run {
        final String className;
        long beganAtMs = Long.MAX_VALUE;
        long endedAtMs;
        int tests;
        int red;
        Outcome gravest = Outcome.PASSED;

        Run(String className) {
            this.className = className;
        }

        void add(Attempt attempt) {
            beganAtMs = Math.min(beganAtMs, attempt.startedAtMs());
            endedAtMs = Math.max(endedAtMs, attempt.startedAtMs() + (attempt.durationUs() + 999) / 1000);
            tests++;
            red += attempt.outcome().isRed() ? 1 : 0;
            if (gravity(attempt.outcome()) > gravity(gravest)) {
                gravest = attempt.outcome();
            }
        }
    }

    static GetTimelineResponse of(BuildStore store, String buildId) {
        Timeline timeline = new Timeline();
        long cursor = 0;
        List<RecordedAttempt> some;
        do {
            some = store.attempts(buildId, cursor, AT_A_TIME);
            for (RecordedAttempt recorded : some) {
                timeline.add(recorded);
                cursor = recorded.position();
            }
        } while (!some.isEmpty());
        GetTimelineResponse.Builder response = GetTimelineResponse.newBuilder().setCursor(cursor);
        timeline.runs.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().beganAtMs))
                .forEach(entry -> response.addRuns(wire(entry.getKey(), entry.getValue())));
        return response.build();
    }

    private void add(RecordedAttempt recorded) {
        Attempt attempt = recorded.attempt();
        if (attempt.worker().isEmpty()) {
            // Given up by the coordinator: no slot ran it.
            return;
        }
        RunPlace place = attempt.place();
        Key key = new Key(
                attempt.worker(),
                attempt.slot(),
                recorded.module(),
                recorded.test().unitId(),
                attempt.number(),
                place == null ? 0 : place.runnerReadyAtMs(),
                place == null ? 0 : place.run());
        runs.computeIfAbsent(key, k -> new Run(recorded.test().className())).add(attempt);
    }

    private static UnitRun wire(Key key, Run run) {
        return UnitRun.newBuilder()
                .setWorker(key.worker())
                .setSlot(key.slot())
                .setModule(key.module())
                .setUnitId(key.unitId())
                .setClassName(run.className)
                .setBeganAtMs(run.beganAtMs)
                .setEndedAtMs(run.endedAtMs)
                .setAttempt(key.attempt())
                .setTests(run.tests)
                .setRed(run.red)
                .setOutcome(ToWire.outcome(run.gravest))
                .build();
    }

    private static int gravity(Outcome outcome) {
        return switch (outcome) {
            case SKIPPED, ABORTED -> -1;
            case PASSED -> 0;
            case LOST -> 1;
            case FAILED -> 2;
            case TIMED_OUT -> 3;
            case CRASHED -> 4;
        };
    }
}
