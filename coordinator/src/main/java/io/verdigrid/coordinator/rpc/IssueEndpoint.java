package io.verdigrid.coordinator.rpc;

import io.grpc.stub.StreamObserver;
import io.verdigrid.coordinator.store.IssueStore;
import io.verdigrid.coordinator.store.IssueStore.OfSuite;
import io.verdigrid.protocol.issue.v1.Issue;
import io.verdigrid.protocol.issue.v1.IssueServiceGrpc.IssueServiceImplBase;
import io.verdigrid.protocol.issue.v1.ListIssuesRequest;
import io.verdigrid.protocol.issue.v1.ListIssuesResponse;

/** IssueService over the store. Thread-safe; no handler blocks. */
final class IssueEndpoint extends IssueServiceImplBase {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final IssueStore store;
    private final Answers answers;

    IssueEndpoint(IssueStore store, RpcThreads threads) {
        this.store = store;
        this.answers = new Answers(threads.reads());
    }

    @Override
    public void listIssues(ListIssuesRequest request, StreamObserver<ListIssuesResponse> to) {
        answers.give(to, () -> {
            int limit = Pages.size(request.getLimit(), DEFAULT_LIMIT, MAX_LIMIT);
            ListIssuesResponse.Builder response = ListIssuesResponse.newBuilder();
            store.issues(request.getSuite(), request.getIncludeClosed(), limit)
                    .forEach(issue -> response.addIssues(wire(issue)));
            return response.build();
        });
    }

    private static Issue wire(OfSuite of) {
        io.verdigrid.coordinator.model.Issue issue = of.issue();
        return Issue.newBuilder()
                .setNumber(issue.number())
                .setSuite(of.suite())
                .setSignature(issue.signature())
                .setKind(
                        switch (issue.kind()) {
                            case FAILING -> Issue.Kind.KIND_FAILING;
                            case INTERMITTENT -> Issue.Kind.KIND_INTERMITTENT;
                        })
                .setTitle(issue.title())
                .setOpen(issue.open())
                .addAllTests(issue.tests())
                .setFirstBuildId(issue.past().first().buildId())
                .setFirstAtMs(issue.past().first().atMs())
                .setLastBuildId(issue.past().last().buildId())
                .setLastAtMs(issue.past().last().atMs())
                .setBuilds(issue.past().builds())
                .setQuietBuilds(issue.past().quiet())
                .setReopened(issue.past().reopened())
                .setReference(issue.past().tracking().reference())
                .build();
    }
}
