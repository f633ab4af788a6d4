package io.verdigrid.coordinator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.protocol.build.v1.SubmitBuildRequest;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.trunk.v1.BlockCause;
import io.verdigrid.protocol.trunk.v1.BlockTrunkRequest;
import io.verdigrid.protocol.trunk.v1.ListTrunksRequest;
import io.verdigrid.protocol.trunk.v1.OpenTrunkRequest;
import io.verdigrid.protocol.trunk.v1.Trunk;
import io.verdigrid.protocol.trunk.v1.TrunkServiceGrpc;
import io.verdigrid.protocol.trunk.v1.TrunkServiceGrpc.TrunkServiceBlockingStub;
import io.verdigrid.protocol.trunk.v1.TrunkState;
import io.verdigrid.protocol.worker.v1.Lease;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrunkTest {
    private static final FakeUnit UNIT = FakeUnit.of("ATest", "one");

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
    void aRedBuildOnMainBlocksIt() throws Exception {
        SubmitBuildRequest.Builder request = grid.request("r1", 0).toBuilder();
        request.getSpecBuilder().setBranch("main").setRevision("abc");
        String build = grid.builds().submitBuild(request.build()).getBuild().getId();
        FakeWorker worker = grid.worker("w1");
        worker.discover(worker.onlyLease(), UNIT);
        Lease lease = worker.onlyLease();
        worker.finish(lease, UNIT.test(0), Outcome.OUTCOME_FAILED);
        worker.close(lease, LeaseClosed.Ending.ENDING_DONE);
        grid.ended(build);

        assertThat(blocked()).singleElement().satisfies(trunk -> {
            assertThat(trunk.getBranch()).isEqualTo("main");
            assertThat(trunk.getSuite()).isEqualTo("demo");
            assertThat(trunk.getBlocks(0).getCause()).isEqualTo(BlockCause.BLOCK_CAUSE_RED_BUILD);
            assertThat(trunk.getBlocks(0).getBuildId()).isEqualTo(build);
            assertThat(trunk.getBlocks(0).getRevision()).isEqualTo("abc");
        });
    }

    @Test
    void aBlockThatEndsIsInForceUntilThen() throws Exception {
        Trunk blocked = stub().blockTrunk(
                        block("release-1").toBuilder().setForMs(2_000).build())
                .getTrunk();
        assertThat(blocked.getState()).isEqualTo(TrunkState.TRUNK_STATE_BLOCKED);
        assertThat(blocked()).hasSize(1);
        grid.pass(Duration.ofSeconds(3));
        assertThat(blocked()).isEmpty();
    }

    @Test
    void sayingItTwiceBlocksOnceAndOpeningTwiceIsFine() {
        stub().blockTrunk(block("rollout:7"));
        assertThat(stub().blockTrunk(block("rollout:7")).getTrunk().getBlocksCount())
                .isEqualTo(1);
        OpenTrunkRequest open = OpenTrunkRequest.newBuilder()
                .setBranch("main")
                .setBy("ada")
                .setReason("rolled back")
                .build();
        assertThat(stub().openTrunk(open).getTrunks(0).getState()).isEqualTo(TrunkState.TRUNK_STATE_OPEN);
        assertThat(stub().openTrunk(open).getTrunks(0).getOpenedBy()).isEqualTo("ada");
        assertThat(blocked()).isEmpty();
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> stub().blockTrunk(BlockTrunkRequest.newBuilder()
                        .setKey("build:x")
                        .setForMs(-1)
                        .setCause(BlockCause.BLOCK_CAUSE_RED_BUILD)
                        .build()))
                .hasMessageStartingWith("INVALID_ARGUMENT")
                .hasMessageContaining("branch: empty")
                .hasMessageContaining("by: empty")
                .hasMessageContaining("'build:' is kept for red builds")
                .hasMessageContaining("reason: empty")
                .hasMessageContaining("for_ms: -1")
                .hasMessageContaining("cause: 1");
        assertThat(blocked()).isEmpty();
    }

    private static BlockTrunkRequest block(String key) {
        return BlockTrunkRequest.newBuilder()
                .setBranch("main")
                .setKey(key)
                .setCause(BlockCause.BLOCK_CAUSE_ROLLOUT)
                .setReason("errors went up")
                .setBy("deployer")
                .build();
    }

    private List<Trunk> blocked() {
        return stub().listTrunks(
                        ListTrunksRequest.newBuilder().setBlockedOnly(true).build())
                .getTrunksList();
    }

    private TrunkServiceBlockingStub stub() {
        return TrunkServiceGrpc.newBlockingStub(grid.channel);
    }
}
