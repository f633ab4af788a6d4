package io.verdigrid.worker.sync;

import static io.verdigrid.worker.FakeCoordinator.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.BlobRange;
import io.verdigrid.protocol.worker.v1.Grant;
import io.verdigrid.protocol.worker.v1.HeldLease;
import io.verdigrid.protocol.worker.v1.PlannedUnit;
import io.verdigrid.protocol.worker.v1.Report;
import io.verdigrid.protocol.worker.v1.ResourceLock;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.TestFilter;
import io.verdigrid.runner.wire.TestNode;
import io.verdigrid.runner.wire.TestSelection;
import io.verdigrid.worker.FakeCoordinator;
import io.verdigrid.worker.model.Captured;
import io.verdigrid.worker.model.Duty;
import io.verdigrid.worker.model.Ending;
import io.verdigrid.worker.model.Fact;
import io.verdigrid.worker.model.Lease;
import io.verdigrid.worker.model.LeaseKey;
import io.verdigrid.worker.model.Outcome;
import io.verdigrid.worker.model.Selection;
import io.verdigrid.worker.model.WorkerProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeTest {
    private static final Fact.Place PLACE = new Fact.Place(70, 2, 5);

    @TempDir
    private Path dir;

    private final BlockingQueue<WorkerProblem> refusals = new LinkedBlockingQueue<>();
    private final RecordedDuty duty = new RecordedDuty();
    private FakeCoordinator coordinator;
    private Edge edge;

    @BeforeEach
    void open() throws IOException {
        coordinator = new FakeCoordinator();
        edge = edge();
    }

    @AfterEach
    void close() throws Exception {
        edge.close();
        coordinator.close();
    }

    @Test
    void reportsInOrderAndTellsWhoItIs() throws Exception {
        edge.start(duty, refusals::add);
        edge.report(lease(1), attempt("a"));
        edge.report(lease(1), attempt("b"));
        edge.report(lease(1), done());
        List<Report> reports = coordinator.untilClosed(1);
        assertThat(reports).extracting(Report::getSequence).containsExactly(1L, 2L, 3L);
        assertThat(reports.get(1).getAttempt().getAttempt().getWorker()).isEqualTo("w-1");
        assertThat(await(coordinator.hellos)).satisfies(hello -> {
            assertThat(hello.getWorkerId()).isEqualTo("w-1");
            assertThat(hello.getSlots()).isEqualTo(2);
            assertThat(hello.getProtocolVersion()).isEqualTo(1);
        });
    }

    @Test
    void sendsAgainWhatWasNotAcknowledgedOnANewStream() throws Exception {
        coordinator.acknowledging(false);
        edge.start(duty, refusals::add);
        edge.report(lease(1), attempt("a"));
        edge.report(lease(1), done());
        coordinator.untilClosed(1);
        coordinator.acknowledge(1);
        coordinator.hangUp();
        List<Report> again = coordinator.untilClosed(1);
        assertThat(again).extracting(Report::getSequence).containsExactly(2L);
    }

    @Test
    void aNewProcessSendsWhatTheOldOneCouldNot() throws Exception {
        edge.report(lease(1), attempt("a"));
        edge.report(lease(1), done());
        edge.close();
        edge = edge();
        edge.start(duty, refusals::add);
        edge.report(lease(2), done());
        assertThat(coordinator.untilClosed(1)).extracting(Report::getSequence).containsExactly(1L, 2L);
        assertThat(coordinator.untilClosed(2)).extracting(Report::getSequence).containsExactly(3L);
    }

    @Test
    void aLeaseWhoseEndIsNotAcknowledgedCountsAsHeld() throws Exception {
        coordinator.acknowledging(false);
        edge.start(duty, refusals::add);
        assertThat(await(coordinator.hellos).getHeldList()).isEmpty();
        edge.report(lease(1), done());
        coordinator.untilClosed(1);
        coordinator.hangUp();
        assertThat(await(coordinator.hellos).getHeldList())
                .extracting(HeldLease::getLeaseId)
                .containsExactly(1L);
    }

    @Test
    void outputsAndLongStacksAreUploadedBeforeTheirReports() throws Exception {
        edge.start(duty, refusals::add);
        byte[] stack = new byte[3000];
        Arrays.fill(stack, (byte) 's');
        Captured out = new Captured(100);
        out.add("hello".getBytes(UTF_8));
        Fact.Failure failure = new Fact.Failure("E", "x".repeat(3000), new String(stack, UTF_8));
        edge.report(lease(1), new Fact.Attempt(node("a"), Outcome.FAILED, 1, 1, failure, out, new Captured(1), PLACE));
        edge.report(lease(1), done());
        Attempt attempt = coordinator.untilClosed(1).get(0).getAttempt().getAttempt();
        assertThat(text(attempt.getStdout())).isEqualTo("hello");
        assertThat(text(attempt.getFailure().getStackBlob())).isEqualTo(new String(stack, UTF_8));
        assertThat(attempt.getFailure().getStack()).isEmpty();
        assertThat(attempt.getFailure().getMessage().getBytes(UTF_8).length).isBetween(1000, 1024);
        assertThat(attempt.hasStderr()).isFalse();
    }

    @Test
    void anAttemptApartFromItsClassSaysSoEvenAfterARestart() throws Exception {
        edge.report(lease(1, new Lease.Surroundings(true, false, List.of(), false)), attempt("a"));
        edge.report(lease(2), attempt("b"));
        edge.close();
        edge = edge();
        edge.start(duty, refusals::add);
        assertThat(List.of(await(coordinator.reports), await(coordinator.reports)))
                .extracting(report -> report.getAttempt().getAttempt().getTorn())
                .containsExactly(true, false);
    }

    @Test
    void aUnitSaysWhatIsToBeKeptWhenItRuns() throws Exception {
        edge.start(duty, refusals::add);
        List<TestNode> tests = List.of(node("a"));
        List<FoundUnit> units = List.of(
                new FoundUnit("u", "C", false, true, List.of(), tests),
                new FoundUnit(
                        "v", "D", false, false, List.of("isolated", "read a b", "same-thread", "write c"), tests));
        edge.report(lease(1), new Fact.PlanPiece(0, units));
        List<PlannedUnit> told = await(coordinator.reports).getPlanPiece().getUnitsList();
        assertThat(told).extracting(PlannedUnit::getOrdered).containsExactly(true, false);
        assertThat(told).extracting(PlannedUnit::getIsolated).containsExactly(false, true);
        assertThat(told).extracting(PlannedUnit::getSameThread).containsExactly(false, true);
        assertThat(told.get(1).getLocksList())
                .containsExactly(
                        ResourceLock.newBuilder().setKey("a b").setShared(true).build(),
                        ResourceLock.newBuilder().setKey("c").build());
    }

    @Test
    void aGrantSaysAmongWhatTheTestsRun() {
        Grant grant = Grant.newBuilder()
                .addLeases(io.verdigrid.protocol.worker.v1.Lease.newBuilder()
                        .setBundleDigest(Digest.of("bundle").hex())
                        .setTorn(true))
                .addLeases(io.verdigrid.protocol.worker.v1.Lease.newBuilder()
                        .setBundleDigest(Digest.of("bundle").hex())
                        .setWholeUnit(true)
                        .addLeftOut("x")
                        .setChargeKill(true))
                .build();
        assertThat(LeaseCodec.leases(grant))
                .extracting(Lease::surroundings)
                .containsExactly(
                        new Lease.Surroundings(true, false, List.of(), false),
                        new Lease.Surroundings(false, true, List.of("x"), true));
    }

    @Test
    void anOrderThatIsGivenIsKept() {
        io.verdigrid.protocol.common.v1.Selection.Builder selection =
                io.verdigrid.protocol.common.v1.Selection.newBuilder()
                        .addSelectUniqueId("[b]")
                        .addSelectUniqueId("[a]")
                        .addSelectClass("C");
        assertThat(order(selection)).isEmpty();
        assertThat(order(selection.putConfig("verdigrid.order", "given")))
                .containsExactly("class C", "id [b]", "id [a]");
    }

    private static List<String> order(io.verdigrid.protocol.common.v1.Selection.Builder selection) {
        Grant grant = Grant.newBuilder()
                .addLeases(io.verdigrid.protocol.worker.v1.Lease.newBuilder()
                        .setBundleDigest(Digest.of("bundle").hex())
                        .setSelection(selection))
                .build();
        return LeaseCodec.leases(grant).get(0).selection().filter().order;
    }

    @Test
    void reconnectsAfterARefusalThatMayPass() throws Exception {
        coordinator.refuse(Status.UNAVAILABLE);
        edge.start(duty, refusals::add);
        assertThat(await(coordinator.hellos).getWorkerId()).isEqualTo("w-1");
    }

    @Test
    void givesUpWhenItIsNotWanted() throws Exception {
        coordinator.refuse(Status.FAILED_PRECONDITION.withDescription("protocol 1, and this coordinator speaks 2"));
        edge.start(duty, refusals::add);
        assertThat(await(refusals)).hasMessageContaining("protocol 1, and this coordinator speaks 2");
        assertThat(coordinator.hellos).isEmpty();
    }

    @Test
    void beatsWithWhatRuns() throws Exception {
        duty.running = List.of(new Duty.Running(1, 7, "C#m()"));
        edge.start(duty, refusals::add);
        WorkerMessage message = await(coordinator.others);
        assertThat(message.getHeartbeat().getRunningList())
                .singleElement()
                .satisfies(running -> assertThat(running.getTest()).isEqualTo("C#m()"));
    }

    @Test
    void dropsLiveOutputThatIsTooMuch() {
        LiveOutput live = new LiveOutput(1, new StoppedTime());
        assertThat(live.message(lease(1), "a", false, new byte[60_000])).isPresent();
        assertThat(live.message(lease(1), "b", false, new byte[60_000])).isEmpty();
        assertThat(live.message(lease(1), "c", true, "little".getBytes(UTF_8))).isPresent();
    }

    private String text(BlobRange range) {
        byte[] blob = coordinator.blobs.get(new Digest(range.getDigest()));
        return new String(blob, (int) range.getOffset(), (int) range.getLength(), UTF_8);
    }

    private Edge edge() throws IOException {
        Identity identity = new Identity("w-1", "i-1", "host", 2, new TreeMap<>(), "0");
        return new Edge(identity, coordinator.channel(), dir, TimeSource.system());
    }

    private static Lease lease(long id) {
        return lease(id, Lease.Surroundings.NONE);
    }

    private static Lease lease(long id, Lease.Surroundings surroundings) {
        List<String> none = List.of();
        TestFilter filter = new TestFilter(none, none, none, none, none, none);
        TestSelection selection = new TestSelection(none, none, none, none, none, none, none, filter);
        return new Lease(
                new LeaseKey(id, "b", "", "unit", 1),
                0,
                Digest.of("bundle"),
                new Selection(List.of(), selection),
                List.of(),
                new Lease.Terms(false, 0, 0, 0),
                surroundings);
    }

    private static Fact.Attempt attempt(String id) {
        return new Fact.Attempt(node(id), Outcome.PASSED, 1, 1, null, new Captured(1), new Captured(1), PLACE);
    }

    private static Fact.Closed done() {
        return new Fact.Closed(Ending.DONE, "", Fact.SlotTime.NONE, false, List.of(), List.of());
    }

    private static TestNode node(String id) {
        return new TestNode(id, "unit", "C", id, id, true, "");
    }

    private static final class RecordedDuty implements Duty {
        private volatile List<Running> running = List.of();

        @Override
        public List<Lease> held() {
            return List.of();
        }

        @Override
        public boolean draining() {
            return false;
        }

        @Override
        public void welcome(Set<Long> said, Set<Long> keep, Set<String> openBuilds) {}

        @Override
        public void grant(int slot, List<Lease> leases) {}

        @Override
        public void revoke(long leaseId, String reason) {}

        @Override
        public void buildEnded(String buildId) {}

        @Override
        public List<Running> running() {
            return running;
        }
    }

    /** A clock that stands still. */
    private static final class StoppedTime implements TimeSource {
        @Override
        public long epochMillis() {
            return 0;
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void sleep(java.time.Duration duration) {
            throw new UnsupportedOperationException("nothing waits here");
        }
    }
}
