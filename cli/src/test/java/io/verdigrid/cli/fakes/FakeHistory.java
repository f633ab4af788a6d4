package io.verdigrid.cli.fakes;

import io.grpc.stub.StreamObserver;
import io.verdigrid.protocol.history.v1.HistoryServiceGrpc;
import io.verdigrid.protocol.history.v1.ListTestsRequest;
import io.verdigrid.protocol.history.v1.ListTestsResponse;
import io.verdigrid.protocol.history.v1.TestHistory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows the tests that it is told, two a page, and remembers what it was asked. */
public final class FakeHistory extends HistoryServiceGrpc.HistoryServiceImplBase {
    private static final int PAGE = 2;

    public final List<TestHistory> tests = new CopyOnWriteArrayList<>();
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
}
