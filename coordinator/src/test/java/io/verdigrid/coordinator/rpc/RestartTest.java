package io.verdigrid.coordinator.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.worker.v1.CoordinatorMessage;
import io.verdigrid.protocol.worker.v1.LeafTask;
import io.verdigrid.protocol.worker.v1.Lease;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestartTest {
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
    void goesOnWithALeaseThatItsWorkerStillHolds() throws Exception {
        FakeWorker worker = grid.worker("w1");
        String build = grid.submit(0);
        worker.discover(worker.onlyLease(), UNIT);
        Lease lease = worker.onlyLease();
        worker.finish(lease, UNIT.test(0), Outcome.OUTCOME_PASSED);
        worker.awaitAck();

        grid = grid.killedAndStartedAgain();
        worker.holding(List.of(lease)).connect(grid.channel);
        assertThat(worker.next(CoordinatorMessage::hasWelcome).getWelcome())
                .satisfies(welcome -> assertThat(welcome.getKeepList()).containsExactly(lease.getLeaseId()))
                .satisfies(welcome -> assertThat(welcome.getEpoch()).isEqualTo(2))
                .satisfies(welcome -> assertThat(welcome.getOpenBuildsList()).containsExactly(build));
        worker.finish(lease, UNIT.test(1), Outcome.OUTCOME_PASSED);
        worker.close(lease, LeaseClosed.Ending.ENDING_DONE);
        assertThat(grid.ended(build).getStatus()).isEqualTo(BuildStatus.BUILD_STATUS_GREEN);
        assertThat(worker.hasGrant()).isFalse();
    }

    @Test
    void takesTheEndOfALeaseThatWasNotAcknowledged() throws Exception {
        FakeWorker worker = grid.worker("w1");
        String build = grid.submit(0);
        worker.discover(worker.onlyLease(), UNIT);
        Lease lease = worker.onlyLease();

        grid = grid.killedAndStartedAgain();
        worker.holding(List.of(lease)).connect(grid.channel);
        worker.finish(lease, UNIT.test(0), Outcome.OUTCOME_PASSED);
        worker.finish(lease, UNIT.test(1), Outcome.OUTCOME_PASSED);
        worker.close(lease, LeaseClosed.Ending.ENDING_DONE);
        worker.awaitAck();
        assertThat(grid.ended(build).getStatus()).isEqualTo(BuildStatus.BUILD_STATUS_GREEN);
    }

    @Test
    void runsOnlyWhatHasNoResultWhenNobodyClaimsIt() throws Exception {
        FakeWorker gone = grid.worker("w1");
        String build = grid.submit(0);
        gone.discover(gone.onlyLease(), UNIT);
        Lease lease = gone.onlyLease();
        gone.finish(lease, UNIT.test(0), Outcome.OUTCOME_PASSED);
        gone.awaitAck();

        grid = grid.killedAndStartedAgain();
        FakeWorker other = grid.worker("w2");
        other.next(CoordinatorMessage::hasWelcome);
        grid.pass(Duration.ofSeconds(9), other);
        assertThat(other.hasGrant()).isFalse();
        grid.pass(Duration.ofSeconds(3), other);
        Lease rest = other.onlyLease();
        assertThat(rest.getLeavesList())
                .extracting(LeafTask::getUniqueId)
                .containsExactly(UNIT.test(1).getUniqueId());
        assertThat(rest.getLeaseId() >>> 32).isEqualTo(2);
        other.finish(rest, UNIT.test(1), Outcome.OUTCOME_PASSED);
        other.close(rest, LeaseClosed.Ending.ENDING_DONE);
        Build ended = grid.ended(build);
        assertThat(ended.getStatus()).isEqualTo(BuildStatus.BUILD_STATUS_GREEN);
        assertThat(ended.getCounts().getPassed()).isEqualTo(2);
        // Of the test before the restart its duration is known, of the lease nothing.
        assertThat(ended.getAccount().getUsefulMs()).isPositive();
        assertThat(grid.verdicts(build))
                .allSatisfy(test -> assertThat(test.getAttemptsCount()).isEqualTo(1));
    }

    @Test
    void goesOnWithADiscoveryOfWhichHalfWasReported() throws Exception {
        FakeWorker worker = grid.worker("w1");
        String build = grid.submit(0);
        Lease discovery = worker.onlyLease();

        grid = grid.killedAndStartedAgain();
        worker.holding(List.of(discovery)).connect(grid.channel);
        worker.discover(discovery, UNIT, FakeUnit.of("BTest", "three"));
        worker.awaitAck();
        // Nothing of a restored build is granted before the others had their time to claim.
        grid.pass(Duration.ofSeconds(12), worker);
        Lease first = worker.onlyLease();
        assertThat(first.getBuildId()).isEqualTo(build);
        assertThat(first.getUnitId()).isNotEmpty();
    }

    @Test
    void retestsWhatWasRedBeforeTheRestart() throws Exception {
        FakeWorker worker = grid.worker("w1");
        String build = grid.submit(1);
        worker.discover(worker.onlyLease(), UNIT);
        Lease lease = worker.onlyLease();
        worker.finish(lease, UNIT.test(0), Outcome.OUTCOME_PASSED);
        worker.finish(lease, UNIT.test(1), Outcome.OUTCOME_FAILED);
        worker.close(lease, LeaseClosed.Ending.ENDING_DONE);
        worker.awaitAck();

        grid = grid.killedAndStartedAgain();
        FakeWorker other = grid.worker("w2");
        other.next(CoordinatorMessage::hasWelcome);
        grid.pass(Duration.ofSeconds(12), other);
        Lease retest = other.onlyLease();
        assertThat(retest.getAttempt()).isEqualTo(2);
        other.finish(retest, UNIT.test(1), Outcome.OUTCOME_FAILED);
        other.close(retest, LeaseClosed.Ending.ENDING_DONE);
        assertThat(grid.ended(build).getStatus()).isEqualTo(BuildStatus.BUILD_STATUS_RED);
    }
}
