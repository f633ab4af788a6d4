package io.verdigrid.coordinator.rpc;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BlobRange;
import io.verdigrid.coordinator.model.Failure;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.RunPlace;
import io.verdigrid.coordinator.model.Selection;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.store.RecordedAttempt;
import io.verdigrid.coordinator.store.TestVerdict;
import io.verdigrid.protocol.build.v1.TestResult;

/** Tests and attempts as messages. */
final class ToWire {
    private ToWire() {}

    static TestResult result(RecordedAttempt recorded) {
        return TestResult.newBuilder()
                .setModule(recorded.module())
                .setTest(test(recorded.test()))
                .setAttempt(attempt(recorded.attempt()))
                .setVerdict(verdict(recorded.verdict()))
                .build();
    }

    static io.verdigrid.protocol.build.v1.TestVerdict verdict(TestVerdict test) {
        io.verdigrid.protocol.build.v1.TestVerdict.Builder wire =
                io.verdigrid.protocol.build.v1.TestVerdict.newBuilder()
                        .setModule(test.module())
                        .setTest(test(test.test()))
                        .setVerdict(verdict(test.verdict()));
        test.attempts().forEach(attempt -> wire.addAttempts(attempt(attempt)));
        return wire.build();
    }

    static io.verdigrid.protocol.common.v1.TestInfo test(TestInfo test) {
        return io.verdigrid.protocol.common.v1.TestInfo.newBuilder()
                .setUniqueId(test.uniqueId())
                .setUnitId(test.unitId())
                .setClassName(test.className())
                .setName(test.name())
                .setDisplayName(test.displayName())
                .setIsTest(test.isTest())
                .setRegisteredBy(test.registeredBy())
                .build();
    }

    static io.verdigrid.protocol.common.v1.Attempt attempt(Attempt attempt) {
        io.verdigrid.protocol.common.v1.Attempt.Builder wire = io.verdigrid.protocol.common.v1.Attempt.newBuilder()
                .setTorn(attempt.torn())
                .setNumber(attempt.number())
                .setOutcome(outcome(attempt.outcome()))
                .setStartedAtMs(attempt.startedAtMs())
                .setDurationUs(attempt.durationUs())
                .setWorker(attempt.worker())
                .setSlot(attempt.slot());
        RunPlace place = attempt.place();
        if (place != null) {
            wire.setPlace(io.verdigrid.protocol.common.v1.RunPlace.newBuilder()
                    .setRunnerReadyAtMs(place.runnerReadyAtMs())
                    .setRun(place.run())
                    .setPosition(place.position())
                    .setWholeUnit(place.wholeUnit()));
        }
        Failure failure = attempt.failure();
        if (failure != null) {
            wire.setFailure(failure(failure));
        }
        BlobRange stdout = attempt.stdout();
        if (stdout != null) {
            wire.setStdout(range(stdout));
        }
        BlobRange stderr = attempt.stderr();
        if (stderr != null) {
            wire.setStderr(range(stderr));
        }
        return wire.build();
    }

    private static io.verdigrid.protocol.common.v1.Failure failure(Failure failure) {
        io.verdigrid.protocol.common.v1.Failure.Builder wire = io.verdigrid.protocol.common.v1.Failure.newBuilder()
                .setType(failure.type())
                .setMessage(failure.message())
                .setStack(failure.stack());
        BlobRange stack = failure.stackBlob();
        if (stack != null) {
            wire.setStackBlob(range(stack));
        }
        return wire.build();
    }

    private static io.verdigrid.protocol.common.v1.BlobRange range(BlobRange range) {
        return io.verdigrid.protocol.common.v1.BlobRange.newBuilder()
                .setDigest(range.digest().hex())
                .setOffset(range.offset())
                .setLength(range.length())
                .build();
    }

    static io.verdigrid.protocol.common.v1.Selection selection(Selection selection) {
        return io.verdigrid.protocol.common.v1.Selection.newBuilder()
                .addAllScanEntries(selection.scanEntries())
                .addAllSelectClass(selection.selectClass())
                .addAllSelectPackage(selection.selectPackage())
                .addAllSelectMethod(selection.selectMethod())
                .addAllSelectUniqueId(selection.selectUniqueId())
                .addAllIncludeClassname(selection.includeClassname())
                .addAllExcludeClassname(selection.excludeClassname())
                .addAllIncludeTag(selection.includeTag())
                .addAllExcludeTag(selection.excludeTag())
                .addAllIncludeEngine(selection.includeEngine())
                .addAllExcludeEngine(selection.excludeEngine())
                .putAllConfig(selection.config())
                .build();
    }

    static io.verdigrid.protocol.common.v1.Outcome outcome(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> io.verdigrid.protocol.common.v1.Outcome.OUTCOME_PASSED;
            case FAILED -> io.verdigrid.protocol.common.v1.Outcome.OUTCOME_FAILED;
            case ABORTED -> io.verdigrid.protocol.common.v1.Outcome.OUTCOME_ABORTED;
            case SKIPPED -> io.verdigrid.protocol.common.v1.Outcome.OUTCOME_SKIPPED;
            case TIMED_OUT -> io.verdigrid.protocol.common.v1.Outcome.OUTCOME_TIMED_OUT;
            case CRASHED -> io.verdigrid.protocol.common.v1.Outcome.OUTCOME_CRASHED;
            case LOST -> io.verdigrid.protocol.common.v1.Outcome.OUTCOME_LOST;
        };
    }

    private static io.verdigrid.protocol.common.v1.Verdict verdict(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> io.verdigrid.protocol.common.v1.Verdict.VERDICT_PASSED;
            case FAILED -> io.verdigrid.protocol.common.v1.Verdict.VERDICT_FAILED;
            case INTERMITTENT -> io.verdigrid.protocol.common.v1.Verdict.VERDICT_INTERMITTENT;
            case SKIPPED -> io.verdigrid.protocol.common.v1.Verdict.VERDICT_SKIPPED;
            case ABORTED -> io.verdigrid.protocol.common.v1.Verdict.VERDICT_ABORTED;
            case TIMED_OUT -> io.verdigrid.protocol.common.v1.Verdict.VERDICT_TIMED_OUT;
            case CRASHED -> io.verdigrid.protocol.common.v1.Verdict.VERDICT_CRASHED;
            case LOST -> io.verdigrid.protocol.common.v1.Verdict.VERDICT_LOST;
            case NOT_RUN -> io.verdigrid.protocol.common.v1.Verdict.VERDICT_NOT_RUN;
        };
    }
}
