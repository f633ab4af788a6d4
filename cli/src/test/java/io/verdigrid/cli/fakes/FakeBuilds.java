package io.verdigrid.cli.fakes;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildEvent;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.build.v1.CancelBuildRequest;
import io.verdigrid.protocol.build.v1.CancelBuildResponse;
import io.verdigrid.protocol.build.v1.GetBuildRequest;
import io.verdigrid.protocol.build.v1.GetBuildResponse;
import io.verdigrid.protocol.build.v1.ListBuildsRequest;
import io.verdigrid.protocol.build.v1.ListBuildsResponse;
import io.verdigrid.protocol.build.v1.ListVerdictsRequest;
import io.verdigrid.protocol.build.v1.ListVerdictsResponse;
import io.verdigrid.protocol.build.v1.ListWorkersRequest;
import io.verdigrid.protocol.build.v1.ListWorkersResponse;
import io.verdigrid.protocol.build.v1.SubmitBuildRequest;
import io.verdigrid.protocol.build.v1.SubmitBuildResponse;
import io.verdigrid.protocol.build.v1.TakeBackWorkerRequest;
import io.verdigrid.protocol.build.v1.TakeBackWorkerResponse;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.build.v1.WatchBuildRequest;
import io.verdigrid.protocol.build.v1.Worker;
import io.verdigrid.protocol.common.v1.BuildStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Ends each submitted build as it was told to, or waits for its cancellation.
 *
 * <p>{@code outages} are the statuses that the next calls to submit, watch and list workers end with, first of all.
 */
public final class FakeBuilds extends BuildServiceGrpc.BuildServiceImplBase {
    public final List<SubmitBuildRequest> submitted = new CopyOnWriteArrayList<>();
    public final List<WatchBuildRequest> watched = new CopyOnWriteArrayList<>();
    public final List<BuildEvent> events = new CopyOnWriteArrayList<>();
    public final List<TestVerdict> verdicts = new CopyOnWriteArrayList<>();
    public final List<Build> builds = new CopyOnWriteArrayList<>();
    public final List<String> takenBack = new CopyOnWriteArrayList<>();
    public final List<Worker> workers = new CopyOnWriteArrayList<>();
    public final List<Status> outages = new CopyOnWriteArrayList<>();
    public final CountDownLatch cancelled = new CountDownLatch(1);
    public volatile Build end = Samples.build(
            BuildStatus.BUILD_STATUS_GREEN,
            io.verdigrid.protocol.build.v1.Counts.newBuilder()
                    .setPlanned(1)
                    .setPassed(1)
                    .build());
    public volatile boolean waitsForCancel;
    public volatile boolean answersCancel = true;
    public volatile Status refusal = Status.OK;

    @Override
    public void submitBuild(SubmitBuildRequest request, StreamObserver<SubmitBuildResponse> answer) {
        submitted.add(request);
        if (outage(answer) || refused(answer)) {
            return;
        }
        answer.onNext(SubmitBuildResponse.newBuilder()
                .setBuild(Build.newBuilder()
                        .setId("b1")
                        .setSpec(request.getSpec())
                        .setStatus(BuildStatus.BUILD_STATUS_DISCOVERING))
                .build());
        answer.onCompleted();
    }

    @Override
    public void watchBuild(WatchBuildRequest request, StreamObserver<BuildEvent> answer) {
        watched.add(request);
        for (BuildEvent event : events) {
            if (event.getCursor() > request.getCursor()) {
                answer.onNext(event);
                if (outage(answer)) {
                    return;
                }
            }
        }
        if (waitsForCancel) {
            Thread waiting = new Thread(() -> {
                try {
                    cancelled.await();
                    ended(
                            answer,
                            end.toBuilder()
                                    .setStatus(BuildStatus.BUILD_STATUS_CANCELLED)
                                    .build());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            waiting.setDaemon(true);
            waiting.start();
        } else {
            ended(answer, end);
        }
    }

    private static void ended(StreamObserver<BuildEvent> answer, Build build) {
        answer.onNext(
                BuildEvent.newBuilder().setCursor(1_000_000).setEnded(build).build());
        answer.onCompleted();
    }

    private boolean outage(StreamObserver<?> answer) {
        if (outages.isEmpty()) {
            return false;
        }
        answer.onError(outages.remove(0).asRuntimeException());
        return true;
    }

    private boolean refused(StreamObserver<?> answer) {
        if (refusal.isOk()) {
            return false;
        }
        answer.onError(refusal.asRuntimeException());
        return true;
    }

    @Override
    public void listVerdicts(ListVerdictsRequest request, StreamObserver<ListVerdictsResponse> answer) {
        verdicts.forEach(verdict -> answer.onNext(
                ListVerdictsResponse.newBuilder().addVerdicts(verdict).build()));
        answer.onCompleted();
    }

    @Override
    public void getBuild(GetBuildRequest request, StreamObserver<GetBuildResponse> answer) {
        for (Build build : builds) {
            if (build.getId().equals(request.getBuildId())) {
                answer.onNext(GetBuildResponse.newBuilder().setBuild(build).build());
                answer.onCompleted();
                return;
            }
        }
        answer.onError(Status.NOT_FOUND
                .withDescription("there is no build '" + request.getBuildId() + "'")
                .asRuntimeException());
    }

    @Override
    public void listBuilds(ListBuildsRequest request, StreamObserver<ListBuildsResponse> answer) {
        if (refused(answer)) {
            return;
        }
        answer.onNext(ListBuildsResponse.newBuilder().addAllBuilds(builds).build());
        answer.onCompleted();
    }

    @Override
    public void cancelBuild(CancelBuildRequest request, StreamObserver<CancelBuildResponse> answer) {
        if (!answersCancel) {
            cancelled.countDown();
            return;
        }
        answer.onNext(CancelBuildResponse.newBuilder()
                .setBuild(Build.newBuilder().setId(request.getBuildId()).setStatus(BuildStatus.BUILD_STATUS_CANCELLED))
                .build());
        answer.onCompleted();
        cancelled.countDown();
    }

    @Override
    public void takeBackWorker(TakeBackWorkerRequest request, StreamObserver<TakeBackWorkerResponse> answer) {
        takenBack.add(request.getWorkerId());
        answer.onNext(TakeBackWorkerResponse.getDefaultInstance());
        answer.onCompleted();
    }

    @Override
    public void listWorkers(ListWorkersRequest request, StreamObserver<ListWorkersResponse> answer) {
        if (outage(answer)) {
            return;
        }
        answer.onNext(ListWorkersResponse.newBuilder().addAllWorkers(workers).build());
        answer.onCompleted();
    }
}
