package io.verdigrid.deployer.rpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.verdigrid.deployer.rollout.FleetView;
import io.verdigrid.deployer.rollout.Push;
import io.verdigrid.deployer.rollout.Refused;
import io.verdigrid.deployer.rollout.Rollout;
import io.verdigrid.protocol.push.v1.GetFleetRequest;
import io.verdigrid.protocol.push.v1.GetFleetResponse;
import io.verdigrid.protocol.push.v1.Host;
import io.verdigrid.protocol.push.v1.ListPushesRequest;
import io.verdigrid.protocol.push.v1.ListPushesResponse;
import io.verdigrid.protocol.push.v1.OrderPushRequest;
import io.verdigrid.protocol.push.v1.OrderPushResponse;
import io.verdigrid.protocol.push.v1.PushServiceGrpc;
import io.verdigrid.protocol.push.v1.StartPushRequest;
import io.verdigrid.protocol.push.v1.StartPushResponse;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The deployer's API over its rollout. Thread-safe. */
final class PushEndpoint extends PushServiceGrpc.PushServiceImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(PushEndpoint.class);
    private static final int USUAL = 50;
    private static final int MOST = 1000;

    private final Rollout rollout;
    private final PushIntake intake;
    private final PushToWire wire;
    private final String fleet;

    PushEndpoint(Rollout rollout, PushIntake intake, PushToWire wire, String fleet) {
        this.rollout = rollout;
        this.intake = intake;
        this.wire = wire;
        this.fleet = fleet;
    }

    private interface Call<T> {
        T answer() throws Refused, InterruptedException;
    }

    private static <T> void answer(StreamObserver<T> out, Call<T> call) {
        T answer;
        try {
            answer = call.answer();
        } catch (Refused e) {
            out.onError(
                    Status.FAILED_PRECONDITION.withDescription(e.getMessage()).asRuntimeException());
            return;
        } catch (IllegalArgumentException e) {
            out.onError(Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.onError(Status.UNAVAILABLE.withDescription("the deployer stops").asRuntimeException());
            return;
        } catch (RuntimeException e) {
            LOG.error("A call failed", e);
            out.onError(Status.INTERNAL
                    .withDescription(String.valueOf(e.getMessage()))
                    .asRuntimeException());
            return;
        }
        out.onNext(answer);
        out.onCompleted();
    }

    @Override
    public void startPush(StartPushRequest request, StreamObserver<StartPushResponse> out) {
        answer(
                out,
                () -> StartPushResponse.newBuilder()
                        .setPush(wire.push(intake.start(request)))
                        .build());
    }

    @Override
    public void listPushes(ListPushesRequest request, StreamObserver<ListPushesResponse> out) {
        int limit = request.getLimit() <= 0 ? USUAL : Math.min(MOST, request.getLimit());
        answer(
                out,
                () -> ListPushesResponse.newBuilder()
                        .addAllPushes(rollout.pushes().stream()
                                .limit(limit)
                                .map(wire::push)
                                .toList())
                        .setWaitsFor(rollout.waitsFor())
                        .setFleet(fleet)
                        .build());
    }

    @Override
    public void orderPush(OrderPushRequest request, StreamObserver<OrderPushResponse> out) {
        answer(
                out,
                () -> OrderPushResponse.newBuilder()
                        .setPush(wire.push(order(request)))
                        .build());
    }

    private Push order(OrderPushRequest request) throws Refused {
        String by = request.getBy();
        String reason = request.getReason();
        return switch (request.getOrder()) {
            case PUSH_ORDER_ABORT -> rollout.abort(which(request), by, reason);
            case PUSH_ORDER_PAUSE -> rollout.pause(which(request), by, reason);
            case PUSH_ORDER_RESUME -> rollout.resume(which(request), by, reason);
            case PUSH_ORDER_ROLL_BACK -> rollout.rollBack(which(request), by, reason);
            case PUSH_ORDER_OOPS -> rollout.undoLast(by, reason);
            case PUSH_ORDER_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("order: wanted one");
        };
    }

    /** The one that is meant where none is named. */
    private long which(OrderPushRequest request) throws Refused {
        if (request.getPushId() != 0) {
            return request.getPushId();
        }
        List<Push> pushes = rollout.pushes();
        return pushes.stream()
                .filter(push -> push.state().isUnderWay())
                .findFirst()
                .or(() -> pushes.stream().findFirst())
                .map(Push::id)
                .orElseThrow(() -> new Refused("there is no push"));
    }

    @Override
    public void getFleet(GetFleetRequest request, StreamObserver<GetFleetResponse> out) {
        answer(
                out,
                () -> GetFleetResponse.newBuilder()
                        .addAllHosts(
                                rollout.fleet().stream().map(PushEndpoint::host).toList())
                        .build());
    }

    private static Host host(FleetView view) {
        return Host.newBuilder()
                .setName(view.host())
                .setCurrent(view.current().orElse(""))
                .addAllReleases(view.releases())
                .setHolder(view.holder())
                .setProblem(view.problem())
                .setMissed(view.missed())
                .build();
    }
}
