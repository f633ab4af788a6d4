package io.verdigrid.deployer.rpc;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.verdigrid.deployer.rollout.Gate;
import io.verdigrid.deployer.rollout.Push;
import io.verdigrid.protocol.trunk.v1.BlockCause;
import io.verdigrid.protocol.trunk.v1.BlockTrunkRequest;
import io.verdigrid.protocol.trunk.v1.TrunkServiceGrpc;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Blocks a branch's trunk on a coordinator for a release that harmed. Thread-safe; the channel stays the caller's. */
public final class TrunkGate implements Gate {
    private static final int PATIENCE_SECONDS = 10;
    private static final int LONGEST_REASON = 1000;

    private final ManagedChannel channel;
    private final String branch;
    private final String deployer;

    /**
     * For a branch.
     *
     * @param deployer names the blocks of this deployer and those that they are from
     */
    public TrunkGate(ManagedChannel channel, String branch, String deployer) {
        this.channel = channel;
        this.branch = branch;
        this.deployer = deployer;
    }

    @Override
    public void block(String key, Push push, String reason) throws IOException {
        String text =
                NewsText.plain("push " + push.id() + " of " + push.release().id() + " was rolled back: " + reason);
        try {
            TrunkServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .blockTrunk(BlockTrunkRequest.newBuilder()
                            .setBranch(branch)
                            .setKey("rollout:" + deployer + ":" + key)
                            .setCause(BlockCause.BLOCK_CAUSE_ROLLOUT)
                            .setReason(text.substring(0, Math.min(LONGEST_REASON, text.length())))
                            .setBy("deployer of " + deployer)
                            .setRevision(push.release().revision())
                            .build());
        } catch (StatusRuntimeException e) {
            throw new IOException(e.getStatus().getCode() + ": " + e.getStatus().getDescription(), e);
        }
    }
}
