package io.verdigrid.cli.trunk;

import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.grid.Answers;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.protocol.trunk.v1.BlockTrunkRequest;
import io.verdigrid.protocol.trunk.v1.ListTrunksRequest;
import io.verdigrid.protocol.trunk.v1.OpenTrunkRequest;
import io.verdigrid.protocol.trunk.v1.Trunk;
import io.verdigrid.protocol.trunk.v1.TrunkServiceGrpc;
import io.verdigrid.protocol.trunk.v1.TrunkServiceGrpc.TrunkServiceBlockingStub;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Calls a grid's TrunkService; what it refuses is a Problem. Thread-safe. */
public final class TrunkClient {
    private static final long DEADLINE_SECONDS = 10;

    private final Grid grid;

    /** A client of this grid. */
    public TrunkClient(Grid grid) {
        this.grid = grid;
    }

    /** As ListTrunks has it. */
    public List<Trunk> list(String branch, String suite, boolean blockedOnly) {
        return call(stub -> stub.listTrunks(ListTrunksRequest.newBuilder()
                        .setBranch(branch)
                        .setSuite(suite)
                        .setBlockedOnly(blockedOnly)
                        .build())
                .getTrunksList());
    }

    /** As BlockTrunk has it. */
    public Trunk block(BlockTrunkRequest request) {
        return call(stub -> stub.blockTrunk(request).getTrunk());
    }

    /** As OpenTrunk has it. */
    public List<Trunk> open(OpenTrunkRequest request) {
        return call(stub -> stub.openTrunk(request).getTrunksList());
    }

    private <T> T call(Function<TrunkServiceBlockingStub, T> rpc) {
        try {
            return rpc.apply(TrunkServiceGrpc.newBlockingStub(grid.channel())
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS));
        } catch (StatusRuntimeException e) {
            throw Answers.problem(grid.name(), e);
        }
    }
}
