package io.verdigrid.coordinator.rpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.verdigrid.coordinator.engine.Engine;
import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.store.BuildStore;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildEvent;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc.BuildServiceImplBase;
import io.verdigrid.protocol.build.v1.CancelBuildRequest;
import io.verdigrid.protocol.build.v1.CancelBuildResponse;
import io.verdigrid.protocol.build.v1.GetBuildRequest;
import io.verdigrid.protocol.build.v1.GetBuildResponse;
import io.verdigrid.protocol.build.v1.GetTimelineRequest;
import io.verdigrid.protocol.build.v1.GetTimelineResponse;
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
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** BuildService over the engine and the store. Thread-safe; no handler blocks. */
final class BuildEndpoint extends BuildServiceImplBase {
    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_PAGE = 1000;

    private final Engine engine;
    private final BuildStore store;
    private final SubmitCheck submitCheck;
    private final BundleCheck bundleCheck;
    private final RpcThreads threads;
    private final OpenStreams streams;
    private final Answers answers;

    BuildEndpoint(
            Engine engine,
            BuildStore store,
            SubmitCheck submitCheck,
            BundleCheck bundleCheck,
            RpcThreads threads,
            OpenStreams streams) {
        this.engine = engine;
        this.store = store;
        this.submitCheck = submitCheck;
        this.bundleCheck = bundleCheck;
        this.threads = threads;
        this.streams = streams;
        this.answers = new Answers(threads.reads());
    }

    @Override
    public void submitBuild(SubmitBuildRequest request, StreamObserver<SubmitBuildResponse> to) {
        try {
            BuildSpec spec = submitCheck.read(request);
            threads.reads().execute(() -> submit(request.getRequestId(), spec, to));
        } catch (StatusRuntimeException | RejectedExecutionException e) {
            to.onError(Failures.of(e));
        }
    }

    private void submit(String requestId, BuildSpec spec, StreamObserver<SubmitBuildResponse> to) {
        try {
            bundleCheck.check(spec);
        } catch (Exception e) {
            to.onError(Failures.of(e));
            return;
        }
        answers.give(
                to,
                engine.submit(requestId, spec),
                id -> SubmitBuildResponse.newBuilder().setBuild(build(id)).build());
    }

    @Override
    public void watchBuild(WatchBuildRequest request, StreamObserver<BuildEvent> to) {
        WatchStream watch = new WatchStream(
                engine,
                store,
                request.getBuildId(),
                Math.max(0, request.getCursor()),
                request.getIncludeOutput(),
                (ServerCallStreamObserver<BuildEvent>) to,
                threads.reads());
        // Listening begins before the first read, so that nothing falls between.
        Runnable unwatch = engine.watch(request.getBuildId(), watch);
        Runnable forget = streams.add(watch::end);
        watch.start(() -> {
            unwatch.run();
            forget.run();
        });
    }

    @Override
    public void listVerdicts(ListVerdictsRequest request, StreamObserver<ListVerdictsResponse> to) {
        PatientStream<ListVerdictsResponse> stream =
                new PatientStream<>((ServerCallStreamObserver<ListVerdictsResponse>) to);
        try {
            threads.slowStreams().execute(() -> sendVerdicts(request, stream));
        } catch (RejectedExecutionException stopping) {
            stream.fail(stopping);
        }
    }

    private void sendVerdicts(ListVerdictsRequest request, PatientStream<ListVerdictsResponse> stream) {
        try {
            Build known = build(request.getBuildId());
            Batch<TestVerdict> batch = new Batch<>();
            QuarantineNotes quarantined = new QuarantineNotes(store.quarantined(known.getId()));
            store.verdicts(known.getId(), verdict -> {
                if (!request.getUniqueId().isEmpty()
                        && !verdict.test().uniqueId().equals(request.getUniqueId())) {
                    return;
                }
                TestVerdict wire = quarantined.on(ToWire.verdict(verdict));
                if (request.getVerdictsCount() == 0 || request.getVerdictsList().contains(wire.getVerdict())) {
                    batch.add(wire);
                }
                if (batch.isFull()) {
                    send(batch, stream);
                }
            });
            if (!batch.isEmpty()) {
                send(batch, stream);
            }
            stream.complete();
        } catch (RuntimeException e) {
            stream.fail(e);
        }
    }

    private static void send(Batch<TestVerdict> batch, PatientStream<ListVerdictsResponse> stream) {
        try {
            stream.send(ListVerdictsResponse.newBuilder()
                    .addAllVerdicts(batch.take())
                    .build());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("interrupted while sending", e);
        }
    }

    @Override
    public void getBuild(GetBuildRequest request, StreamObserver<GetBuildResponse> to) {
        answers.give(
                to,
                () -> GetBuildResponse.newBuilder()
                        .setBuild(BuildToWire.build(record(request.getBuildId()), store))
                        .build());
    }

    @Override
    public void getTimeline(GetTimelineRequest request, StreamObserver<GetTimelineResponse> to) {
        answers.give(to, () -> Timeline.of(store, record(request.getBuildId()).buildId()));
    }

    @Override
    public void listBuilds(ListBuildsRequest request, StreamObserver<ListBuildsResponse> to) {
        answers.give(to, () -> {
            int size = Pages.size(request.getPageSize(), DEFAULT_PAGE, MAX_PAGE);
            List<BuildRecord> found = store.builds(request.getSuite(), request.getPageToken(), size + 1);
            Batch<Build> page = new Batch<>();
            int taken = 0;
            while (taken < Math.min(size, found.size()) && !page.isFull()) {
                page.add(BuildToWire.build(found.get(taken)));
                taken++;
            }
            ListBuildsResponse.Builder response =
                    ListBuildsResponse.newBuilder().addAllBuilds(page.take());
            if (taken < found.size()) {
                response.setNextPageToken(found.get(taken - 1).buildId());
            }
            return response.build();
        });
    }

    @Override
    public void cancelBuild(CancelBuildRequest request, StreamObserver<CancelBuildResponse> to) {
        Problems problems = new Problems();
        problems.text("reason", request.getReason(), 1000);
        try {
            problems.throwIfAny();
        } catch (StatusRuntimeException e) {
            to.onError(e);
            return;
        }
        answers.give(
                to,
                engine.cancel(request.getBuildId(), request.getReason()),
                done -> CancelBuildResponse.newBuilder()
                        .setBuild(build(request.getBuildId()))
                        .build());
    }

    @Override
    public void listWorkers(ListWorkersRequest request, StreamObserver<ListWorkersResponse> to) {
        answers.give(
                to,
                engine.workers(),
                workers -> ListWorkersResponse.newBuilder()
                        .addAllWorkers(workers.stream().map(BuildToWire::worker).toList())
                        .build());
    }

    @Override
    public void takeBackWorker(TakeBackWorkerRequest request, StreamObserver<TakeBackWorkerResponse> to) {
        answers.give(to, engine.takeBack(request.getWorkerId()), known -> {
            if (!known) {
                throw Status.NOT_FOUND
                        .withDescription("no worker '" + request.getWorkerId() + "'")
                        .asRuntimeException();
            }
            return TakeBackWorkerResponse.getDefaultInstance();
        });
    }

    private Build build(String buildId) {
        return BuildToWire.build(record(buildId));
    }

    private BuildRecord record(String buildId) {
        return store.build(buildId).orElseThrow(() -> noSuchBuild(buildId));
    }

    static StatusRuntimeException noSuchBuild(String buildId) {
        return Status.NOT_FOUND.withDescription("no build '" + buildId + "'").asRuntimeException();
    }
}
