package io.verdigrid.cli.fakes;

import io.grpc.stub.StreamObserver;
import io.verdigrid.protocol.history.v1.GetTestHistoryRequest;
import io.verdigrid.protocol.history.v1.GetTestHistoryResponse;
import io.verdigrid.protocol.history.v1.HistoryServiceGrpc;
import io.verdigrid.protocol.history.v1.ListQuarantinedTestsRequest;
import io.verdigrid.protocol.history.v1.ListQuarantinedTestsResponse;
import io.verdigrid.protocol.history.v1.ListSlowerTestsRequest;
import io.verdigrid.protocol.history.v1.ListSlowerTestsResponse;
import io.verdigrid.protocol.history.v1.ListTestsRequest;
import io.verdigrid.protocol.history.v1.ListTestsResponse;
import io.verdigrid.protocol.history.v1.PastAttempt;
import io.verdigrid.protocol.history.v1.PastDay;
import io.verdigrid.protocol.history.v1.QuarantinedTest;
import io.verdigrid.protocol.history.v1.SlowerTest;
import io.verdigrid.protocol.history.v1.TestHistory;
import io.verdigrid.protocol.history.v1.TestName;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows the tests that it is told, two a page, and remembers what it was asked. */
public final class FakeHistory extends HistoryServiceGrpc.HistoryServiceImplBase {
    private static final int PAGE = 2;

    public final List<TestHistory> tests = new CopyOnWriteArrayList<>();
    public final List<PastAttempt> attempts = new CopyOnWriteArrayList<>();
    public final List<QuarantinedTest> quarantined = new CopyOnWriteArrayList<>();
    public final List<SlowerTest> slower = new CopyOnWriteArrayList<>();
    public final List<PastDay> days = new CopyOnWriteArrayList<>();
    public final List<ListTestsRequest> asked = new CopyOnWriteArrayList<>();

    @Override
    public void listTests(ListTestsRequest request, StreamObserver<ListTestsResponse> answer) {
        asked.add(request);
        int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
        int to = Math.min(tests.size(), from + Math.min(PAGE, request.getPageSize()));
        answer.onNext(ListTestsResponse.newBuilder()
                .addAllTests(tests.subList(from, to))
                .setTotal(tests.size())
                .setNextPageToken(to < tests.size() ? Integer.toString(to) : "")
                .build());
        answer.onCompleted();
    }

    @Override
    public void getTestHistory(GetTestHistoryRequest request, StreamObserver<GetTestHistoryResponse> answer) {
        int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
        int to = Math.min(attempts.size(), from + Math.min(PAGE, request.getPageSize()));
        answer.onNext(GetTestHistoryResponse.newBuilder()
                .setTest(TestName.newBuilder()
                        .setSuite(request.getSuite())
                        .setUniqueId("[u]")
                        .setClassName("io.example.CheckoutTest")
                        .setName("pays()"))
                .setFixtureMs(1_250)
                .addAllDays(days.subList(0, Math.min(days.size(), request.getDays())))
                .addAllAttempts(attempts.subList(from, to))
                .setNextPageToken(to < attempts.size() ? Integer.toString(to) : "")
                .build());
        answer.onCompleted();
    }

    @Override
    public void listSlowerTests(ListSlowerTestsRequest request, StreamObserver<ListSlowerTestsResponse> answer) {
        answer.onNext(ListSlowerTestsResponse.newBuilder()
                .addAllTests(slower)
                .setCompared(7)
                .build());
        answer.onCompleted();
    }

    @Override
    public void listQuarantinedTests(
            ListQuarantinedTestsRequest request, StreamObserver<ListQuarantinedTestsResponse> answer) {
        answer.onNext(ListQuarantinedTestsResponse.newBuilder()
                .addAllTests(quarantined)
                .build());
        answer.onCompleted();
    }
}
