package io.verdigrid.cli.push;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.protocol.push.v1.GetFleetRequest;
import io.verdigrid.protocol.push.v1.Host;
import io.verdigrid.protocol.push.v1.ListPushesRequest;
import io.verdigrid.protocol.push.v1.ListPushesResponse;
import io.verdigrid.protocol.push.v1.OrderPushRequest;
import io.verdigrid.protocol.push.v1.Push;
import io.verdigrid.protocol.push.v1.PushServiceGrpc;
import io.verdigrid.protocol.push.v1.StartPushRequest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Calls a deployer; what it refuses is a Problem. Not thread-safe. */
public final class DeployerClient implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final String address;
    private final ManagedChannel channel;

    /** Over this channel, which it closes. */
    public DeployerClient(String address, ManagedChannel channel) {
        this.address = address;
        this.channel = channel;
    }

    private PushServiceGrpc.PushServiceBlockingStub stub() {
        return PushServiceGrpc.newBlockingStub(channel).withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            Status status = e.getStatus();
            String why = Objects.requireNonNullElse(status.getDescription(), status.getCode().name());
            throw switch (status.getCode()) {
                case FAILED_PRECONDITION, INVALID_ARGUMENT -> Problem.input(why);
                case UNAUTHENTICATED, PERMISSION_DENIED ->
                    Problem.input("the deployer (" + address + ") does not allow this: " + why
                            + "; give a token with VERDIGRID_TOKEN or --token");
                case UNAVAILABLE -> Problem.input("no deployer answers at " + address + ": " + why);
                default -> Problem.grid("the deployer (" + address + ") failed: " + status.getCode() + ": " + why);
            };
        }
    }

    /** Queues a push. */
    public Push start(StartPushRequest request) {
        return call(() -> stub().startPush(request).getPush());
    }

    /** The newest pushes. */
    public ListPushesResponse pushes(int limit) {
        return call(() -> stub().listPushes(
                        ListPushesRequest.newBuilder().setLimit(limit).build()));
    }

    /** Has it done. */
    public Push order(OrderPushRequest request) {
        return call(() -> stub().orderPush(request).getPush());
    }

    /** Each host as it is now. */
    public List<Host> fleet() {
        return call(() -> stub().getFleet(GetFleetRequest.getDefaultInstance()).getHostsList());
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
