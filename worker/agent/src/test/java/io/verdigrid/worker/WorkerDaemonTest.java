package io.verdigrid.worker;

import static io.verdigrid.worker.FakeCoordinator.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.BlobRange;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.common.v1.Selection;
import io.verdigrid.protocol.worker.v1.HeldLease;
import io.verdigrid.protocol.worker.v1.Lease;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import io.verdigrid.protocol.worker.v1.PlannedUnit;
import io.verdigrid.protocol.worker.v1.Report;
import io.verdigrid.worker.model.WorkerProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole worker with real runners and a coordinator that does as it is told. */
@Timeout(180)
class WorkerDaemonTest {
    private static final String CALM = "io.verdigrid.worker.guest.CalmGuest";
    private static final String WILD = "io.verdigrid.worker.guest.WildGuest";

    @TempDir
    private Path dir;

    private FakeCoordinator coordinator;
    private WorkerDaemon worker;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator();
        worker = worker();
    }

    @AfterEach
    void stop() {
        worker.close();
        coordinator.close();
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(child -> child.info().command().orElse("").endsWith("java")))
                .isEmpty();
    }

    @Test
    void discoversAndRuns() throws Exception {
        await(coordinator.hellos);
        Digest bundle = GuestBundle.addTo(coordinator.blobs);
        coordinator.grant(0, discovery(1, bundle, CALM));
        List<Report> found = coordinator.untilClosed(1);
        PlannedUnit unit = found.get(0).getPlanPiece().getUnits(0);
        assertThat(unit.getClassName()).isEqualTo(CALM);
        assertThat(unit.getTestsCount()).isEqualTo(4);

        coordinator.grant(0, run(2, bundle, unit.getUnitId()));
        List<Report> ran = coordinator.untilClosed(2);
        LeaseClosed closed = ran.get(ran.size() - 1).getClosed();
        assertThat(closed.getEnding()).isEqualTo(LeaseClosed.Ending.ENDING_DONE);
        assertThat(closed.getContainersDoneList()).singleElement().asString().contains("counts(int)");
        assertThat(outcomes(ran))
                .containsEntry("passes()", Outcome.OUTCOME_PASSED)
                .containsEntry("fails()", Outcome.OUTCOME_FAILED)
                .containsEntry("sleeps()", Outcome.OUTCOME_SKIPPED)
                .containsEntry("counts(int)[2]", Outcome.OUTCOME_PASSED)
                .hasSize(6);
        assertThat(text(attempt(ran, "passes()").getStdout())).contains("in passes, 4");
        Attempt failed = attempt(ran, "fails()");
        assertThat(text(failed.getStderr())).isEqualTo("in fails\n");
        assertThat(failed.getFailure().getMessage()).isEqualTo("on purpose");
        assertThat(failed.getWorker()).isEqualTo(worker.id());
        String all = ran.stream()
                .filter(Report::hasAttempt)
                .map(report -> text(report.getAttempt().getAttempt().getStdout()))
                .collect(Collectors.joining());
        assertThat(all).contains("before all", "number 1", "number 3", "after all");
    }

    @Test
    void chargesCrashAndHangToTheirTests() throws Exception {
        await(coordinator.hellos);
        Digest exits = GuestBundle.addTo(coordinator.blobs);
        String unit = "[engine:junit-jupiter]/[class:" + WILD + "]";
        coordinator.grant(0, run(1, exits, unit));
        List<Report> crashed = coordinator.untilClosed(1);
        assertThat(outcomes(crashed))
                .containsEntry("passes()", Outcome.OUTCOME_PASSED)
                .containsEntry("ends()", Outcome.OUTCOME_CRASHED)
                .hasSize(2);
        assertThat(attempt(crashed, "ends()").getFailure().getMessage()).contains("System.exit");

        Digest hangs = GuestBundle.addTo(coordinator.blobs, "-Dhang=true");
        coordinator.grant(
                0, run(2, hangs, unit).toBuilder().setTestTimeoutMs(2000).build());
        List<Report> timedOut = coordinator.untilClosed(2);
        assertThat(outcomes(timedOut))
                .containsEntry("ends()", Outcome.OUTCOME_PASSED)
                .containsEntry("hangs()", Outcome.OUTCOME_TIMED_OUT);
        assertThat(text(attempt(timedOut, "hangs()").getFailure().getStackBlob()))
                .contains("WildGuest.hangs");
    }

    @Test
    void goesOnWhileTheCoordinatorIsAwayAndSaysWhatItHolds() throws Exception {
        await(coordinator.hellos);
        coordinator.acknowledging(false);
        coordinator.keep(1);
        Digest bundle = GuestBundle.addTo(coordinator.blobs);
        coordinator.grant(0, run(1, bundle, "[engine:junit-jupiter]/[class:" + CALM + "]"));
        coordinator.hangUp();
        assertThat(await(coordinator.hellos).getHeldList()).singleElement().satisfies(held -> {
            assertThat(held.getLeaseId()).isEqualTo(1);
            assertThat(held).extracting(HeldLease::getSlot).isEqualTo(0);
        });
        List<Report> reports = coordinator.untilClosed(1);
        assertThat(outcomes(reports)).hasSize(6);
        coordinator.hangUp();
        assertThat(coordinator.untilClosed(1)).isEqualTo(reports);
    }

    @Test
    void drains() throws Exception {
        await(coordinator.hellos);
        Digest bundle = GuestBundle.addTo(coordinator.blobs);
        coordinator.grant(0, run(1, bundle, "[engine:junit-jupiter]/[class:" + CALM + "]"));
        while (await(coordinator.others).getHeartbeat().getRunningCount() == 0) {
            Thread.onSpinWait();
        }
        worker.drain();
        worker.awaitEnd();
        List<Report> reports = coordinator.untilClosed(1);
        assertThat(outcomes(reports)).hasSize(6);
    }

    @Test
    void saysWhyItIsNotWanted() throws Exception {
        // Else the first worker's Hello may take the refusal.
        await(coordinator.hellos);
        worker.close();
        coordinator.refuse(Status.UNAUTHENTICATED.withDescription("no such token"));
        worker = worker();
        assertThatThrownBy(worker::awaitEnd).isInstanceOf(WorkerProblem.class).hasMessageContaining("no such token");
    }

    @Test
    void anotherWorkerCannotUseItsFolder() {
        assertThatThrownBy(this::worker).hasMessageContaining("in use by another worker");
    }

    private WorkerDaemon worker() {
        WorkerConfig config = new WorkerConfig(dir, 2, new TreeMap<>(), "here", "0", 1 << 28);
        return WorkerDaemon.start(config, coordinator.channel(), TimeSource.system());
    }

    private static Lease discovery(long id, Digest bundle, String className) {
        return Lease.newBuilder()
                .setLeaseId(id)
                .setBuildId("b")
                .setBundleDigest(bundle.hex())
                .setSelection(Selection.newBuilder().addSelectClass(className))
                .build();
    }

    private static Lease run(long id, Digest bundle, String unit) {
        return Lease.newBuilder()
                .setLeaseId(id)
                .setBuildId("b")
                .setBundleDigest(bundle.hex())
                .setUnitId(unit)
                .setAttempt(1)
                .build();
    }

    private static Map<String, Outcome> outcomes(List<Report> reports) {
        return reports.stream()
                .filter(Report::hasAttempt)
                .collect(Collectors.toMap(
                        report -> report.getAttempt().getTest().getName(),
                        report -> report.getAttempt().getAttempt().getOutcome()));
    }

    private static Attempt attempt(List<Report> reports, String name) {
        return reports.stream()
                .filter(report -> report.getAttempt().getTest().getName().equals(name))
                .map(report -> report.getAttempt().getAttempt())
                .findFirst()
                .orElseThrow();
    }

    private String text(BlobRange range) {
        if (range.getDigest().isEmpty()) {
            return "";
        }
        byte[] blob = coordinator.blobs.get(new Digest(range.getDigest()));
        return new String(blob, (int) range.getOffset(), (int) range.getLength(), UTF_8);
    }
}
