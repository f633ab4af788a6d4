package io.verdigrid.coordinator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.protocol.build.v1.Account;
import io.verdigrid.protocol.build.v1.AccountPart;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildEvent;
import io.verdigrid.protocol.build.v1.CancelBuildRequest;
import io.verdigrid.protocol.build.v1.GetBuildRequest;
import io.verdigrid.protocol.build.v1.ListBuildsRequest;
import io.verdigrid.protocol.build.v1.ListBuildsResponse;
import io.verdigrid.protocol.build.v1.ListWorkersRequest;
import io.verdigrid.protocol.build.v1.TakeBackWorkerRequest;
import io.verdigrid.protocol.build.v1.TestResult;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.build.v1.Warning;
import io.verdigrid.protocol.build.v1.WatchBuildRequest;
import io.verdigrid.protocol.build.v1.Worker;
import io.verdigrid.protocol.build.v1.WorkerState;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.common.v1.Verdict;
import io.verdigrid.protocol.worker.v1.CoordinatorMessage;
import io.verdigrid.protocol.worker.v1.Lease;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WholeBuildTest {
    private static final FakeUnit UNIT = FakeUnit.of("ATest", "one", "two");

    private GridUnderTest grid;

    @BeforeEach
    void start() throws Exception {
        grid = new GridUnderTest();
    }

    @AfterEach
    void stop() {
        grid.close();
    }

    @Test
    void discoversRunsAndEndsGreen() throws Exception {
        FakeWorker worker = grid.worker("w1");
        String build = grid.submit(0);
        Lease discovery = worker.onlyLease();
        assertThat(discovery.getUnitId()).isEmpty();
        assertThat(discovery.getBundleDigest()).isEqualTo(grid.bundle.hex());
        assertThat(discovery.getSelection().getScanEntriesList()).containsExactly(0);
        worker.discover(discovery, UNIT);
        Lease lease = worker.onlyLease();
        assertThat(lease.getUnitId()).isEqualTo(UNIT.id());
        passAll(worker, lease);

        Build ended = grid.ended(build);
        assertThat(ended.getStatus()).isEqualTo(BuildStatus.BUILD_STATUS_GREEN);
        assertThat(ended.getCounts().getPlanned()).isEqualTo(2);
        assertThat(ended.getCounts().getPassed()).isEqualTo(2);
        assertThat(worker.next(CoordinatorMessage::hasBuildEnded)
                        .getBuildEnded()
                        .getBuildId())
                .isEqualTo(build);
    }

    @Test
    void retestsARedTestOnAnotherWorkerAndCallsItIntermittent() throws Exception {
        FakeWorker first = grid.worker("w1");
        String build = grid.submit(1);
        first.discover(first.onlyLease(), UNIT);
        Lease lease = first.onlyLease();
        FakeWorker second = grid.worker("w2");
        second.next(CoordinatorMessage::hasWelcome);
        first.finish(lease, UNIT.test(0), Outcome.OUTCOME_PASSED);
        first.finish(lease, UNIT.test(1), Outcome.OUTCOME_FAILED);
        first.close(lease, LeaseClosed.Ending.ENDING_DONE);
        Lease retest = second.onlyLease();
        assertThat(retest.getAttempt()).isEqualTo(2);
        assertThat(retest.getFreshRunner()).isTrue();
        assertThat(retest.getLeavesList()).hasSize(1);
        assertThat(retest.getLeaves(0).getUniqueId()).isEqualTo(UNIT.test(1).getUniqueId());
        second.finish(retest, UNIT.test(1), Outcome.OUTCOME_PASSED);
        second.close(retest, LeaseClosed.Ending.ENDING_DONE);

        Build ended = grid.ended(build);
        assertThat(ended.getStatus()).isEqualTo(BuildStatus.BUILD_STATUS_GREEN);
        assertThat(ended.getCounts().getIntermittent()).isEqualTo(1);
        addsUp(ended.getAccount());
        assertThat(verdictsByName(build))
                .containsEntry("one()", Verdict.VERDICT_PASSED)
                .containsEntry("two()", Verdict.VERDICT_INTERMITTENT);
    }

    /** Two slots, one of which is not there at first, and a retest. */
    private static void addsUp(Account account) {
        assertThat(account.getSlots()).isEqualTo(2);
        long parts = account.getPartsList().stream()
                .mapToLong(AccountPart::getSlotTimeMs)
                .sum();
        long bound = Math.max(account.getUsefulMs(), 2 * account.getLongest().getSlotTimeMs());
        assertThat(parts).isEqualTo(2 * account.getMakespanMs() - Math.min(bound, 2 * account.getMakespanMs()));
    }

    @Test
    void recordsTheReportingWorkerWhateverTheReportSays() throws Exception {
        FakeWorker worker = grid.worker("w1");
        String build = grid.submit(0);
        worker.discover(worker.onlyLease(), UNIT);
        passAll(worker, worker.onlyLease());
        grid.events(build, 0);
        assertThat(grid.verdicts(build))
                .allSatisfy(test -> assertThat(test.getAttempts(0).getWorker()).isEqualTo("w1"));
    }

    @Test
    void runsWhatALostWorkerHeldOnAnotherOne() throws Exception {
        FakeWorker lost = grid.worker("w1");
        String build = grid.submit(0);
        lost.discover(lost.onlyLease(), UNIT);
        Lease first = lost.onlyLease();
        lost.finish(first, UNIT.test(0), Outcome.OUTCOME_PASSED);
        lost.awaitAck();
        FakeWorker other = grid.worker("w2");
        other.next(CoordinatorMessage::hasWelcome);
        grid.pass(Duration.ofSeconds(17), other);
        Lease rest = other.onlyLease();
        assertThat(rest.getLeaseId()).isNotEqualTo(first.getLeaseId());
        assertThat(rest.getAttempt()).isEqualTo(1);
        assertThat(rest.getLeavesList())
                .extracting(leaf -> leaf.getUniqueId())
                .containsExactly(UNIT.test(1).getUniqueId());
        assertThat(state("w1")).isEqualTo(WorkerState.WORKER_STATE_LOST);

        // What the stale holder still says of a finished test counts; its closing changes nothing.
        lost.finish(first, UNIT.test(1), Outcome.OUTCOME_PASSED);
        lost.close(first, LeaseClosed.Ending.ENDING_DONE);
        lost.awaitAck();
        other.finish(rest, UNIT.test(1), Outcome.OUTCOME_FAILED);
        other.close(rest, LeaseClosed.Ending.ENDING_DONE);
        assertThat(grid.ended(build).getStatus()).isEqualTo(BuildStatus.BUILD_STATUS_GREEN);
        assertThat(grid.verdicts(build))
                .allSatisfy(test -> assertThat(test.getAttemptsCount()).isEqualTo(1));
    }

    @Test
    void takesNoReportOnAnotherWorkersLease() throws Exception {
        FakeWorker holder = grid.worker("w1");
        String build = grid.submit(0);
        holder.discover(holder.onlyLease(), UNIT);
        Lease lease = holder.onlyLease();
        FakeWorker thief = grid.worker("w2");
        thief.finish(lease, UNIT.test(0), Outcome.OUTCOME_FAILED);
        thief.awaitAck();
        passAll(holder, lease);
        assertThat(grid.ended(build).getStatus()).isEqualTo(BuildStatus.BUILD_STATUS_GREEN);
    }

    @Test
    void recordsAReportThatComesTwiceOnce() throws Exception {
        FakeWorker worker = grid.worker("w1");
        String build = grid.submit(0);
        worker.discover(worker.onlyLease(), UNIT);
        Lease lease = worker.onlyLease();
        worker.finish(lease, UNIT.test(0), Outcome.OUTCOME_PASSED);
        worker.holding(List.of(lease)).connect(grid.channel);
        worker.finish(lease, UNIT.test(0), Outcome.OUTCOME_PASSED);
        worker.finish(lease, UNIT.test(1), Outcome.OUTCOME_PASSED);
        worker.close(lease, LeaseClosed.Ending.ENDING_DONE);
        List<BuildEvent> events = grid.events(build, 0);
        assertThat(results(events)).hasSize(2);
    }

    @Test
    void tellsAWatcherWithACursorWhatItMissedAndNothingTwice() throws Exception {
        FakeWorker worker = grid.worker("w1");
        String build = grid.submit(0);
        worker.discover(worker.onlyLease(), UNIT);
        passAll(worker, worker.onlyLease());
        List<BuildEvent> all = grid.events(build, 0);
        assertThat(results(all)).hasSize(2);
        assertThat(results(grid.events(build, 1))).hasSize(1);
        BuildEvent last = all.get(all.size() - 1);
        assertThat(grid.events(build, last.getCursor())).singleElement().satisfies(event -> {
            assertThat(event.hasEnded()).isTrue();
        });
    }

    @Test
    void endsABuildWhoseDiscoveryFoundNothingWithItsReason() throws Exception {
        FakeWorker worker = grid.worker("w1");
        String build = grid.submit(0);
        worker.close(worker.onlyLease(), LeaseClosed.Ending.ENDING_NOTHING_FOUND);
        Build ended = grid.ended(build);
        assertThat(ended.getStatus()).isEqualTo(BuildStatus.BUILD_STATUS_ERROR);
        assertThat(ended.getReason()).contains("said the fake");
        assertThat(ended.getBadInput()).isTrue();
        assertThat(ended.getWarningsList()).extracting(Warning::getText).containsExactly(ended.getReason());
        Build got = grid.builds()
                .getBuild(GetBuildRequest.newBuilder().setBuildId(build).build())
                .getBuild();
        assertThat(got).isEqualTo(ended);
        assertThat(grid.builds()
                        .listBuilds(ListBuildsRequest.getDefaultInstance())
                        .getBuilds(0)
                        .getWarningsList())
                .as("a list is short")
                .isEmpty();
    }

    @Test
    void cancelsABuildAndRevokesWhatRuns() throws Exception {
        FakeWorker worker = grid.worker("w1");
        String build = grid.submit(0);
        Lease discovery = worker.onlyLease();
        Build cancelled = grid.builds()
                .cancelBuild(CancelBuildRequest.newBuilder()
                        .setBuildId(build)
                        .setReason("enough")
                        .build())
                .getBuild();
        assertThat(cancelled.getStatus()).isEqualTo(BuildStatus.BUILD_STATUS_CANCELLED);
        assertThat(cancelled.getReason()).isEqualTo("enough");
        assertThat(worker.next(CoordinatorMessage::hasRevoke).getRevoke().getLeaseId())
                .isEqualTo(discovery.getLeaseId());
        worker.next(CoordinatorMessage::hasBuildEnded);
    }

    @Test
    void answersASecondSubmissionOfTheSameRequestWithTheSameBuild() {
        String first = grid.submit(0);
        assertThat(grid.submit(0)).isEqualTo(first);
        assertThat(grid.submit(1)).isNotEqualTo(first).isGreaterThan(first);
        assertThat(grid.builds()
                        .getBuild(GetBuildRequest.newBuilder().setBuildId(first).build())
                        .getBuild()
                        .getId())
                .isEqualTo(first);
    }

    @Test
    void listsBuildsNewestFirstInPages() {
        String first = grid.submit(0);
        String second = grid.submit(1);
        ListBuildsResponse page = grid.builds()
                .listBuilds(ListBuildsRequest.newBuilder().setPageSize(1).build());
        assertThat(page.getBuildsList()).extracting(Build::getId).containsExactly(second);
        ListBuildsResponse rest = grid.builds()
                .listBuilds(ListBuildsRequest.newBuilder()
                        .setPageSize(1)
                        .setPageToken(page.getNextPageToken())
                        .build());
        assertThat(rest.getBuildsList()).extracting(Build::getId).containsExactly(first);
        assertThat(rest.getNextPageToken()).isEmpty();
    }

    @Test
    void givesADrainingWorkerNothingMore() throws Exception {
        FakeWorker draining = grid.worker("w1");
        grid.submit(0);
        draining.discover(draining.onlyLease(), UNIT, FakeUnit.of("BTest", "three"));
        Lease lease = draining.onlyLease();
        draining.drain();
        draining.close(lease, LeaseClosed.Ending.ENDING_HANDED_BACK);
        draining.awaitAck();
        assertThat(state("w1")).isEqualTo(WorkerState.WORKER_STATE_DRAINING);
        assertThat(draining.hasGrant()).isFalse();
        assertThat(grid.worker("w2").grant()).isNotEmpty();
    }

    @Test
    void saysThatABuildWaitsForWorkers() throws Exception {
        String build = grid.submit(0);
        grid.pass(Duration.ofSeconds(7));
        Iterator<BuildEvent> events = grid.builds()
                .watchBuild(WatchBuildRequest.newBuilder().setBuildId(build).build());
        BuildEvent event = events.next();
        while (!event.hasNotice()) {
            event = events.next();
        }
        assertThat(event.getNotice().getText()).contains("worker");
    }

    private static void passAll(FakeWorker worker, Lease lease) {
        UNIT.tests().forEach(test -> worker.finish(lease, test, Outcome.OUTCOME_PASSED));
        worker.close(lease, LeaseClosed.Ending.ENDING_DONE);
    }

    private static List<TestResult> results(List<BuildEvent> events) {
        return events.stream()
                .flatMap(event -> event.getResults().getResultsList().stream())
                .toList();
    }

    private Map<String, Verdict> verdictsByName(String build) {
        Map<String, Verdict> verdicts = new HashMap<>();
        for (TestVerdict test : grid.verdicts(build)) {
            verdicts.put(test.getTest().getName(), test.getVerdict());
        }
        return verdicts;
    }

    @Test
    void aWorkerThatIsThereIsTakenBackAndOneThatIsNotIsNamed() throws Exception {
        new FakeWorker("w1").connect(grid.channel).next(CoordinatorMessage::hasWelcome);
        takeBack("w1");
        assertThat(state("w1")).isEqualTo(WorkerState.WORKER_STATE_UP);
        assertThatThrownBy(() -> takeBack("w9")).hasMessage("NOT_FOUND: no worker 'w9'");
    }

    private void takeBack(String id) {
        grid.builds()
                .takeBackWorker(
                        TakeBackWorkerRequest.newBuilder().setWorkerId(id).build());
    }

    private WorkerState state(String id) {
        return grid.builds().listWorkers(ListWorkersRequest.getDefaultInstance()).getWorkersList().stream()
                .filter(worker -> worker.getId().equals(id))
                .map(Worker::getState)
                .findFirst()
                .orElse(WorkerState.WORKER_STATE_UNSPECIFIED);
    }
}
