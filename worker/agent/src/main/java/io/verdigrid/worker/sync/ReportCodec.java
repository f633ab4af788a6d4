package io.verdigrid.worker.sync;

import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.BlobRange;
import io.verdigrid.protocol.common.v1.Failure;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.common.v1.RunPlace;
import io.verdigrid.protocol.common.v1.TestInfo;
import io.verdigrid.protocol.worker.v1.AttemptReport;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import io.verdigrid.protocol.worker.v1.PlanPiece;
import io.verdigrid.protocol.worker.v1.PlannedUnit;
import io.verdigrid.protocol.worker.v1.Report;
import io.verdigrid.protocol.worker.v1.ResourceLock;
import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.TestNode;
import io.verdigrid.worker.model.Ending;
import io.verdigrid.worker.model.Fact;
import io.verdigrid.worker.model.Lease;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Writes facts as reports. Immutable. */
final class ReportCodec {
    private static final int INLINE_BYTES = 1 << 10;

    private final String workerId;

    ReportCodec(String workerId) {
        this.workerId = workerId;
    }

    /** Puts what is long into the pack, and returns what makes the report when the pack's digest is known. */
    Function<String, Report> draft(Lease lease, Fact fact, Pack pack) {
        Report.Builder report = Report.newBuilder()
                .setLeaseId(lease.key().leaseId())
                .setBuildId(lease.key().buildId())
                .setModule(lease.key().module());
        if (fact instanceof Fact.Attempt attempt) {
            return attempt(lease, attempt, report, pack);
        } else if (fact instanceof Fact.PlanPiece piece) {
            report.setPlanPiece(piece(piece));
        } else if (fact instanceof Fact.Closed closed) {
            report.setClosed(closed(closed));
        }
        return digest -> report.build();
    }

    private Function<String, Report> attempt(Lease lease, Fact.Attempt fact, Report.Builder report, Pack pack) {
        Attempt.Builder attempt = Attempt.newBuilder()
                .setNumber(lease.key().attempt())
                .setOutcome(outcome(fact.outcome()))
                .setStartedAtMs(fact.startedAtMs())
                .setDurationUs(fact.durationUs())
                .setWorker(workerId)
                .setSlot(lease.slot())
                .setTorn(lease.surroundings().torn())
                .setPlace(RunPlace.newBuilder()
                        .setRunnerReadyAtMs(fact.place().runnerReadyAtMs())
                        .setRun(fact.place().run())
                        .setPosition(fact.place().position())
                        .setWholeUnit(lease.surroundings().wholeUnit()));
        Pack.Range out = pack.add(fact.stdout().bytes());
        Pack.Range err = pack.add(fact.stderr().bytes());
        Failure.Builder failure = Failure.newBuilder();
        Pack.Range stack = Pack.Range.NOTHING;
        if (fact.failure() != null) {
            failure.setType(fact.failure().type()).setMessage(cut(fact.failure().message()));
            byte[] text = fact.failure().stack().getBytes(StandardCharsets.UTF_8);
            if (text.length <= INLINE_BYTES) {
                failure.setStack(fact.failure().stack());
            } else {
                stack = pack.add(text);
            }
        }
        Pack.Range longStack = stack;
        boolean failed = fact.failure() != null;
        TestInfo test = test(fact.test());
        return digest -> {
            if (out.length() > 0) {
                attempt.setStdout(range(digest, out));
            }
            if (err.length() > 0) {
                attempt.setStderr(range(digest, err));
            }
            if (longStack.length() > 0) {
                failure.setStackBlob(range(digest, longStack));
            }
            if (failed) {
                attempt.setFailure(failure);
            }
            return report.setAttempt(AttemptReport.newBuilder().setTest(test).setAttempt(attempt))
                    .build();
        };
    }

    private static BlobRange range(String digest, Pack.Range range) {
        return BlobRange.newBuilder()
                .setDigest(digest)
                .setOffset(range.offset())
                .setLength(range.length())
                .build();
    }

    private static PlanPiece piece(Fact.PlanPiece fact) {
        PlanPiece.Builder piece = PlanPiece.newBuilder().setNumber(fact.number());
        for (FoundUnit unit : fact.units()) {
            PlannedUnit.Builder planned = PlannedUnit.newBuilder()
                    .setUnitId(unit.unitId)
                    .setClassName(unit.className)
                    .setPartial(unit.partial)
                    .setOrdered(unit.ordered);
            unit.rules.forEach(rule -> addRule(planned, rule));
            unit.tests.forEach(test -> planned.addTests(test(test)));
            piece.addUnits(planned);
        }
        return piece.build();
    }

    private static void addRule(PlannedUnit.Builder unit, String rule) {
        String[] words = rule.split(" ", 2);
        switch (words[0]) {
            case "isolated" -> unit.setIsolated(true);
            case "same-thread" -> unit.setSameThread(true);
            case "read", "write" ->
                unit.addLocks(ResourceLock.newBuilder().setKey(words[1]).setShared(words[0].equals("read")));
            default -> throw new IllegalArgumentException("a runner of another version says " + rule);
        }
    }

    private static LeaseClosed closed(Fact.Closed fact) {
        return LeaseClosed.newBuilder()
                .setEnding(ending(fact.ending()))
                .setSlotTimeMs(fact.time().slotTimeMs())
                .setFixtureMs(fact.time().fixtureMs())
                .setStartMs(fact.time().startMs())
                .setTransferMs(fact.time().transferMs())
                .setReason(fact.reason())
                .addAllContainersDone(fact.containersDone())
                .setFreshRunner(fact.freshRunner())
                .addAllWarnings(fact.warnings())
                .build();
    }

    private static TestInfo test(TestNode node) {
        return TestInfo.newBuilder()
                .setUniqueId(node.uniqueId)
                .setUnitId(node.unitId)
                .setClassName(node.className)
                .setName(node.name)
                .setDisplayName(node.displayName)
                .setIsTest(node.isTest)
                .setRegisteredBy(node.registeredBy)
                .build();
    }

    /** At most 1 KiB of UTF-8, without half a character at its end. */
    private static String cut(String message) {
        byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= INLINE_BYTES) {
            return message;
        }
        int end = INLINE_BYTES - 3;
        while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(utf8, 0, end, StandardCharsets.UTF_8) + "…";
    }

    private static Outcome outcome(io.verdigrid.worker.model.Outcome outcome) {
        return switch (outcome) {
            case PASSED -> Outcome.OUTCOME_PASSED;
            case FAILED -> Outcome.OUTCOME_FAILED;
            case ABORTED -> Outcome.OUTCOME_ABORTED;
            case SKIPPED -> Outcome.OUTCOME_SKIPPED;
            case TIMED_OUT -> Outcome.OUTCOME_TIMED_OUT;
            case CRASHED -> Outcome.OUTCOME_CRASHED;
        };
    }

    private static LeaseClosed.Ending ending(Ending ending) {
        return switch (ending) {
            case DONE -> LeaseClosed.Ending.ENDING_DONE;
            case RUNNER_DIED -> LeaseClosed.Ending.ENDING_RUNNER_DIED;
            case HANDED_BACK -> LeaseClosed.Ending.ENDING_HANDED_BACK;
            case NOT_ABLE -> LeaseClosed.Ending.ENDING_NOT_ABLE;
            case BAD_INPUT -> LeaseClosed.Ending.ENDING_BAD_INPUT;
            case NOTHING_FOUND -> LeaseClosed.Ending.ENDING_NOTHING_FOUND;
            case RUNNER_KILLED -> LeaseClosed.Ending.ENDING_RUNNER_KILLED;
        };
    }
}
