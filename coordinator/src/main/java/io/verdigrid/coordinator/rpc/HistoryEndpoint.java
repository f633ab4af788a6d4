package io.verdigrid.coordinator.rpc;

import io.grpc.stub.StreamObserver;
import io.verdigrid.coordinator.engine.Engine;
import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.store.HistoryStore;
import io.verdigrid.coordinator.store.HistoryStore.Sort;
import io.verdigrid.coordinator.store.HistoryStore.TestPage;
import io.verdigrid.coordinator.store.HistoryStore.TestQuery;
import io.verdigrid.coordinator.store.Store;
import io.verdigrid.protocol.history.v1.GetTestHistoryRequest;
import io.verdigrid.protocol.history.v1.GetTestHistoryResponse;
import io.verdigrid.protocol.history.v1.HistoryServiceGrpc.HistoryServiceImplBase;
import io.verdigrid.protocol.history.v1.ListQuarantinedTestsRequest;
import io.verdigrid.protocol.history.v1.ListQuarantinedTestsResponse;
import io.verdigrid.protocol.history.v1.ListSlowerTestsRequest;
import io.verdigrid.protocol.history.v1.ListSlowerTestsResponse;
import io.verdigrid.protocol.history.v1.ListStateChangesRequest;
import io.verdigrid.protocol.history.v1.ListStateChangesResponse;
import io.verdigrid.protocol.history.v1.ListTestsRequest;
import io.verdigrid.protocol.history.v1.ListTestsResponse;
import io.verdigrid.protocol.history.v1.QuarantineTestRequest;
import io.verdigrid.protocol.history.v1.QuarantineTestResponse;
import io.verdigrid.protocol.history.v1.ReleaseTestRequest;
import io.verdigrid.protocol.history.v1.ReleaseTestResponse;
import io.verdigrid.protocol.history.v1.TestHistory;

/** HistoryService over the store. Thread-safe; no handler blocks. */
final class HistoryEndpoint extends HistoryServiceImplBase {
    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_PAGE = 10_000;

    private final HistoryStore store;
    private final PastCalls past;
    private final SlownessCalls slowness;
    private final Quarantining quarantining;
    private final Answers answers;

    HistoryEndpoint(Engine engine, Store all, RpcThreads threads) {
        this.store = all.history();
        this.past = new PastCalls(all.past());
        this.slowness = new SlownessCalls(all.past(), all.builds());
        this.quarantining = new Quarantining(engine, store);
        this.answers = new Answers(threads.reads());
    }

    @Override
    public void listTests(ListTestsRequest request, StreamObserver<ListTestsResponse> to) {
        answers.give(to, () -> {
            int offset = Pages.offset(request.getPageToken());
            int size = Pages.size(request.getPageSize(), DEFAULT_PAGE, MAX_PAGE);
            TestPage page = store.tests(new TestQuery(
                    request.getSuite(),
                    request.getFilter(),
                    Judging.state(request.getState()),
                    sort(request.getSort()),
                    request.getReverse(),
                    offset,
                    size));
            ListTestsResponse.Builder response = ListTestsResponse.newBuilder().setTotal(page.total());
            page.tests().forEach(test -> response.addTests(test(test)));
            int next = offset + page.tests().size();
            if (next < page.total() && !page.tests().isEmpty()) {
                response.setNextPageToken(Integer.toString(next));
            }
            return response.build();
        });
    }

    @Override
    public void getTestHistory(GetTestHistoryRequest request, StreamObserver<GetTestHistoryResponse> to) {
        answers.give(to, () -> past.history(request));
    }

    @Override
    public void listSlowerTests(ListSlowerTestsRequest request, StreamObserver<ListSlowerTestsResponse> to) {
        answers.give(to, () -> slowness.slower(request));
    }

    @Override
    public void listStateChanges(ListStateChangesRequest request, StreamObserver<ListStateChangesResponse> to) {
        answers.give(to, () -> {
            ListStateChangesResponse.Builder response = ListStateChangesResponse.newBuilder();
            store.changes(request.getSuite(), request.getModule(), request.getUniqueId())
                    .forEach(change -> response.addChanges(Judging.change(change)));
            return response.build();
        });
    }

    @Override
    public void quarantineTest(QuarantineTestRequest request, StreamObserver<QuarantineTestResponse> to) {
        answers.after(to, () -> quarantining.setAside(request), answer -> QuarantineTestResponse.getDefaultInstance());
    }

    @Override
    public void releaseTest(ReleaseTestRequest request, StreamObserver<ReleaseTestResponse> to) {
        answers.give(
                to,
                quarantining.takeBack(request),
                answer -> ReleaseTestResponse.newBuilder()
                        .setReleased(answer == Applied.Answer.ACCEPTED)
                        .build());
    }

    @Override
    public void listQuarantinedTests(
            ListQuarantinedTestsRequest request, StreamObserver<ListQuarantinedTestsResponse> to) {
        answers.give(to, () -> {
            ListQuarantinedTestsResponse.Builder response = ListQuarantinedTestsResponse.newBuilder();
            store.quarantined(request.getSuite()).forEach(test -> response.addTests(Quarantining.test(test)));
            return response.build();
        });
    }

    private static Sort sort(ListTestsRequest.Sort sort) {
        return switch (sort) {
            case SORT_UNSPECIFIED, SORT_TIME_LOST -> Sort.TIME_LOST;
            case SORT_PASS_RATE -> Sort.PASS_RATE;
            case SORT_MEDIAN -> Sort.MEDIAN;
            case SORT_P95 -> Sort.P95;
            case SORT_RUNS -> Sort.RUNS;
            case SORT_NAME -> Sort.NAME;
            case UNRECOGNIZED -> throw new IllegalArgumentException("sort: none that is known");
        };
    }

    private static TestHistory test(HistoryStore.TestHistory test) {
        return TestHistory.newBuilder()
                .setSuite(test.suite())
                .setModule(test.module())
                .setUniqueId(test.uniqueId())
                .setClassName(test.className())
                .setName(test.name())
                .setRuns(test.runs())
                .setPasses(test.passes())
                .setPassRateLow(test.passRateLow())
                .setPassRateHigh(test.passRateHigh())
                .setMedianUs(test.medianUs())
                .setP95Us(test.p95Us())
                .setTimeLostUs(test.timeLostUs())
                .setLastRedAtMs(test.lastRedAtMs())
                .setIntermittentBuilds(test.intermittentBuilds())
                .setJudgement(Judging.judgement(test.judged()))
                .build();
    }
}
