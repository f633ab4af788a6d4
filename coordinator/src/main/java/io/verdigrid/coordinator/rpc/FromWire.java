package io.verdigrid.coordinator.rpc;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BlobRange;
import io.verdigrid.coordinator.model.Failure;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.RunPlace;
import io.verdigrid.coordinator.model.Selection;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.protocol.Digest;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Messages that several services take, as the coordinator's own words; throws IllegalArgumentException for wrong ones. */
final class FromWire {
    private FromWire() {}

    static Selection selection(io.verdigrid.protocol.common.v1.Selection wire) {
        return new Selection(
                wire.getScanEntriesList(),
                wire.getSelectClassList(),
                wire.getSelectPackageList(),
                wire.getSelectMethodList(),
                wire.getSelectUniqueIdList(),
                wire.getIncludeClassnameList(),
                wire.getExcludeClassnameList(),
                wire.getIncludeTagList(),
                wire.getExcludeTagList(),
                wire.getIncludeEngineList(),
                wire.getExcludeEngineList(),
                new TreeMap<>(wire.getConfigMap()));
    }

    static TestInfo test(io.verdigrid.protocol.common.v1.TestInfo wire) {
        if (wire.getUniqueId().isEmpty() || wire.getUnitId().isEmpty()) {
            throw new IllegalArgumentException("a test without unique_id or unit_id: " + wire.getName());
        }
        return new TestInfo(
                wire.getUniqueId(),
                wire.getUnitId(),
                wire.getClassName(),
                wire.getName(),
                wire.getDisplayName(),
                wire.getIsTest(),
                wire.getRegisteredBy());
    }

    /**
     * An attempt.
     *
     * @param worker who reports it, whatever the message says
     */
    static Attempt attempt(io.verdigrid.protocol.common.v1.Attempt wire, String worker) {
        if (wire.getNumber() < 1) {
            throw new IllegalArgumentException("attempt numbers count from 1, found " + wire.getNumber());
        }
        return new Attempt(
                wire.getNumber(),
                outcome(wire.getOutcome()),
                wire.getStartedAtMs(),
                Math.max(0, wire.getDurationUs()),
                worker,
                wire.getSlot(),
                wire.hasFailure() ? failure(wire.getFailure()) : null,
                wire.hasStdout() ? range(wire.getStdout()) : null,
                wire.hasStderr() ? range(wire.getStderr()) : null,
                wire.getTorn(),
                wire.hasPlace() ? place(wire.getPlace()) : null);
    }

    private static RunPlace place(io.verdigrid.protocol.common.v1.RunPlace wire) {
        return new RunPlace(wire.getRunnerReadyAtMs(), wire.getRun(), wire.getPosition(), wire.getWholeUnit());
    }

    private static Failure failure(io.verdigrid.protocol.common.v1.Failure wire) {
        return new Failure(
                wire.getType(),
                wire.getMessage(),
                wire.getStack(),
                wire.hasStackBlob() ? range(wire.getStackBlob()) : null);
    }

    private static @Nullable BlobRange range(io.verdigrid.protocol.common.v1.BlobRange wire) {
        return wire.getDigest().isEmpty()
                ? null
                : new BlobRange(new Digest(wire.getDigest()), wire.getOffset(), wire.getLength());
    }

    private static Outcome outcome(io.verdigrid.protocol.common.v1.Outcome wire) {
        return switch (wire) {
            case OUTCOME_PASSED -> Outcome.PASSED;
            case OUTCOME_FAILED -> Outcome.FAILED;
            case OUTCOME_ABORTED -> Outcome.ABORTED;
            case OUTCOME_SKIPPED -> Outcome.SKIPPED;
            case OUTCOME_TIMED_OUT -> Outcome.TIMED_OUT;
            case OUTCOME_CRASHED -> Outcome.CRASHED;
            case OUTCOME_LOST -> Outcome.LOST;
            case OUTCOME_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("an attempt without a known outcome");
        };
    }
}
