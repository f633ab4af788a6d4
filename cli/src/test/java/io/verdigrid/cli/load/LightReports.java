package io.verdigrid.cli.load;

import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.worker.v1.AttemptReport;
import io.verdigrid.protocol.worker.v1.LeafTask;
import io.verdigrid.protocol.worker.v1.Lease;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import io.verdigrid.protocol.worker.v1.Report;
import java.util.List;

/** What light workers report; every test passes. */
final class LightReports {
    private LightReports() {}

    static Report.Builder head(Lease lease) {
        return Report.newBuilder()
                .setLeaseId(lease.getLeaseId())
                .setBuildId(lease.getBuildId())
                .setModule(lease.getModule());
    }

    /** The tests that the lease asks for. */
    static List<LoadUnits.Test> tests(Lease lease, LoadUnits units) {
        List<String> wanted =
                lease.getLeavesList().stream().map(LeafTask::getUniqueId).toList();
        return units.unit(lease.getUnitId()).tests(wanted);
    }

    static Report.Builder attempt(Lease lease, int slot, LoadUnits.Test test, long nowMs) {
        return head(lease)
                .setAttempt(AttemptReport.newBuilder()
                        .setTest(test.info())
                        .setAttempt(Attempt.newBuilder()
                                .setNumber(lease.getAttempt())
                                .setOutcome(Outcome.OUTCOME_PASSED)
                                .setStartedAtMs(nowMs)
                                .setDurationUs(test.durationUs())
                                .setSlot(slot)
                                .setTorn(lease.getTorn())));
    }

    static Report.Builder closed(Lease lease, LeaseClosed.Ending ending, long tookMs) {
        return head(lease)
                .setClosed(LeaseClosed.newBuilder()
                        .setEnding(ending)
                        .setReason(ending == LeaseClosed.Ending.ENDING_DONE ? "" : "asked for by the coordinator")
                        .setSlotTimeMs(tookMs)
                        .setFreshRunner(lease.getFreshRunner()));
    }
}
