package io.verdigrid.coordinator.rpc;

import io.grpc.stub.StreamObserver;
import io.verdigrid.coordinator.engine.Trunks;
import io.verdigrid.coordinator.model.BlockCause;
import io.verdigrid.coordinator.model.Trunk;
import io.verdigrid.coordinator.model.TrunkBlock;
import io.verdigrid.protocol.trunk.v1.Block;
import io.verdigrid.protocol.trunk.v1.BlockTrunkRequest;
import io.verdigrid.protocol.trunk.v1.BlockTrunkResponse;
import io.verdigrid.protocol.trunk.v1.ListTrunksRequest;
import io.verdigrid.protocol.trunk.v1.ListTrunksResponse;
import io.verdigrid.protocol.trunk.v1.OpenTrunkRequest;
import io.verdigrid.protocol.trunk.v1.OpenTrunkResponse;
import io.verdigrid.protocol.trunk.v1.TrunkServiceGrpc.TrunkServiceImplBase;
import io.verdigrid.protocol.trunk.v1.TrunkState;
import java.util.List;

/** TrunkService. Thread-safe; no handler blocks. */
final class TrunkEndpoint extends TrunkServiceImplBase {
    private static final int NAME = 200;
    private static final int TEXT = 1000;

    private final Trunks trunks;
    private final Answers answers;

    TrunkEndpoint(Trunks trunks, RpcThreads threads) {
        this.trunks = trunks;
        this.answers = new Answers(threads.reads());
    }

    @Override
    public void listTrunks(ListTrunksRequest request, StreamObserver<ListTrunksResponse> to) {
        answers.give(to, () -> {
            ListTrunksResponse.Builder response = ListTrunksResponse.newBuilder();
            long nowMs = trunks.nowMs();
            String suite = request.getSuite();
            for (Trunk trunk : trunks.list(request.getBranch())) {
                boolean meant = suite.isEmpty()
                        || trunk.suite().isEmpty()
                        || trunk.suite().equals(suite);
                if (meant && !(request.getBlockedOnly() && trunk.blocksAt(nowMs).isEmpty())) {
                    response.addTrunks(wire(trunk, nowMs));
                }
            }
            return response.build();
        });
    }

    @Override
    public void blockTrunk(BlockTrunkRequest request, StreamObserver<BlockTrunkResponse> to) {
        Problems problems = new Problems();
        check(problems, request.getBranch(), request.getSuite(), request.getBy());
        problems.unless(
                !request.getKey().isBlank(), "key", "empty; name the block, so that a second call is known as one");
        problems.text("key", request.getKey(), NAME);
        problems.unless(!request.getKey().startsWith("build:"), "key", "'build:' is kept for red builds");
        problems.unless(
                !request.getReason().isBlank(), "reason", "empty; who finds the trunk blocked wants to know why");
        problems.text("reason", request.getReason(), TEXT);
        problems.text("revision", request.getRevision(), 300);
        problems.unless(request.getForMs() >= 0, "for_ms", request.getForMs() + ", allowed are 0 (no end) and more");
        BlockCause cause = cause(problems, request);
        if (!problems.none()) {
            answers.give(to, () -> {
                problems.throwIfAny();
                return BlockTrunkResponse.getDefaultInstance();
            });
            return;
        }
        answers.give(
                to,
                trunks.block(
                        request.getBranch(),
                        request.getSuite(),
                        nowMs -> new TrunkBlock(
                                request.getKey(),
                                cause,
                                request.getReason(),
                                request.getBy(),
                                nowMs,
                                request.getForMs() == 0 ? 0 : nowMs + request.getForMs(),
                                TrunkBlock.RedBuild.none(request.getRevision()))),
                done -> BlockTrunkResponse.newBuilder()
                        .setTrunk(trunks.list(request.getBranch()).stream()
                                .filter(trunk -> trunk.suite().equals(request.getSuite()))
                                .findFirst()
                                .map(trunk -> wire(trunk, trunks.nowMs()))
                                .orElseThrow())
                        .build());
    }

    private static BlockCause cause(Problems problems, BlockTrunkRequest request) {
        return switch (request.getCause()) {
            case BLOCK_CAUSE_ROLLOUT -> BlockCause.ROLLOUT;
            case BLOCK_CAUSE_PERSON, BLOCK_CAUSE_UNSPECIFIED -> BlockCause.PERSON;
            case BLOCK_CAUSE_RED_BUILD, UNRECOGNIZED -> {
                problems.add("cause", request.getCauseValue() + ", allowed are PERSON and ROLLOUT");
                yield BlockCause.PERSON;
            }
        };
    }

    @Override
    public void openTrunk(OpenTrunkRequest request, StreamObserver<OpenTrunkResponse> to) {
        Problems problems = new Problems();
        check(problems, request.getBranch(), request.getSuite(), request.getBy());
        problems.text("key", request.getKey(), NAME);
        problems.text("reason", request.getReason(), TEXT);
        if (!problems.none()) {
            answers.give(to, () -> {
                problems.throwIfAny();
                return OpenTrunkResponse.getDefaultInstance();
            });
            return;
        }
        answers.give(
                to,
                trunks.open(
                        request.getBranch(),
                        request.getSuite(),
                        request.getKey(),
                        request.getBy(),
                        request.getReason()),
                done -> OpenTrunkResponse.newBuilder()
                        .addAllTrunks(wire(request.getBranch(), request.getSuite()))
                        .build());
    }

    private List<io.verdigrid.protocol.trunk.v1.Trunk> wire(String branch, String suite) {
        long nowMs = trunks.nowMs();
        return trunks.list(branch).stream()
                .filter(trunk -> suite.isEmpty() || trunk.suite().equals(suite))
                .map(trunk -> wire(trunk, nowMs))
                .toList();
    }

    private static void check(Problems problems, String branch, String suite, String by) {
        problems.unless(!branch.isBlank(), "branch", "empty; a trunk is a branch's");
        problems.text("branch", branch, 300);
        problems.text("suite", suite, NAME);
        problems.unless(!by.isBlank(), "by", "empty; say who does this");
        problems.text("by", by, NAME);
    }

    static io.verdigrid.protocol.trunk.v1.Trunk wire(Trunk trunk, long nowMs) {
        List<TrunkBlock> blocks = trunk.blocksAt(nowMs);
        io.verdigrid.protocol.trunk.v1.Trunk.Builder wire = io.verdigrid.protocol.trunk.v1.Trunk.newBuilder()
                .setBranch(trunk.branch())
                .setSuite(trunk.suite())
                .setState(blocks.isEmpty() ? TrunkState.TRUNK_STATE_OPEN : TrunkState.TRUNK_STATE_BLOCKED)
                .setOpenedAtMs(trunk.opened().atMs())
                .setOpenedBy(trunk.opened().by())
                .setOpenedFor(trunk.opened().reason());
        blocks.forEach(block -> wire.addBlocks(wire(block)));
        return wire.build();
    }

    private static Block wire(TrunkBlock block) {
        return Block.newBuilder()
                .setKey(block.key())
                .setCause(
                        switch (block.cause()) {
                            case RED_BUILD -> io.verdigrid.protocol.trunk.v1.BlockCause.BLOCK_CAUSE_RED_BUILD;
                            case PERSON -> io.verdigrid.protocol.trunk.v1.BlockCause.BLOCK_CAUSE_PERSON;
                            case ROLLOUT -> io.verdigrid.protocol.trunk.v1.BlockCause.BLOCK_CAUSE_ROLLOUT;
                        })
                .setReason(block.reason())
                .setBy(block.by())
                .setSinceMs(block.sinceMs())
                .setUntilMs(block.untilMs())
                .setBuildId(block.build().buildId())
                .setRevision(block.build().revision())
                .setGreenRevision(block.build().greenRevision())
                .build();
    }
}
