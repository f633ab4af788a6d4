package io.verdigrid.coordinator.rpc;

import io.verdigrid.coordinator.judging.Transition;
import io.verdigrid.coordinator.model.CodeKey;
import io.verdigrid.coordinator.store.HistoryStore.Judged;
import io.verdigrid.coordinator.store.HistoryStore.StateChange;
import io.verdigrid.protocol.history.v1.Evidence;
import io.verdigrid.protocol.history.v1.Judgement;
import io.verdigrid.protocol.history.v1.TestState;
import org.jspecify.annotations.Nullable;

/** What is thought of tests, as messages. */
final class Judging {
    private Judging() {}

    /** Null: any. */
    static io.verdigrid.coordinator.judging.@Nullable TestState state(TestState wire) {
        return switch (wire) {
            case TEST_STATE_HEALTHY -> io.verdigrid.coordinator.judging.TestState.HEALTHY;
            case TEST_STATE_SUSPECT -> io.verdigrid.coordinator.judging.TestState.SUSPECT;
            case TEST_STATE_INTERMITTENT -> io.verdigrid.coordinator.judging.TestState.INTERMITTENT;
            case TEST_STATE_BROKEN -> io.verdigrid.coordinator.judging.TestState.BROKEN;
            case TEST_STATE_PROBATION -> io.verdigrid.coordinator.judging.TestState.PROBATION;
            case TEST_STATE_UNSPECIFIED -> null;
            case UNRECOGNIZED -> throw new IllegalArgumentException("state: none that is known");
        };
    }

    static TestState state(io.verdigrid.coordinator.judging.TestState state) {
        return switch (state) {
            case HEALTHY -> TestState.TEST_STATE_HEALTHY;
            case SUSPECT -> TestState.TEST_STATE_SUSPECT;
            case INTERMITTENT -> TestState.TEST_STATE_INTERMITTENT;
            case BROKEN -> TestState.TEST_STATE_BROKEN;
            case PROBATION -> TestState.TEST_STATE_PROBATION;
        };
    }

    static Judgement judgement(Judged judged) {
        return Judgement.newBuilder()
                .setState(state(judged.state()))
                .setSinceMs(judged.sinceMs())
                .setFailureRate(judged.failureRate())
                .setCleanRuns(judged.cleanRuns())
                .setCleanRunsNeeded(judged.cleanRunsNeeded())
                .build();
    }

    static io.verdigrid.protocol.history.v1.StateChange change(StateChange change) {
        Transition transition = change.transition();
        Evidence.Builder evidence = Evidence.newBuilder()
                .addAllBuilds(transition.evidence().builds())
                .addAllRedOn(transition.evidence().redOn())
                .addAllPassedOn(transition.evidence().passedOn());
        change.codeKeys().forEach(key -> evidence.addCodeKeys(codeKey(key)));
        return io.verdigrid.protocol.history.v1.StateChange.newBuilder()
                .setFrom(state(transition.from()))
                .setTo(state(transition.to()))
                .setAtMs(transition.atMs())
                .setReason(transition.reason())
                .setEvidence(evidence)
                .build();
    }

    private static io.verdigrid.protocol.history.v1.CodeKey codeKey(CodeKey key) {
        return io.verdigrid.protocol.history.v1.CodeKey.newBuilder()
                .setDigest(key.digest().hex())
                .setBundleDigest(key.bundle().hex())
                .setVariant(key.variant())
                .build();
    }
}
