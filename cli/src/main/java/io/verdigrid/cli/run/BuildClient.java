package io.verdigrid.cli.run;

import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.grid.Answers;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildEvent;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.build.v1.BuildSpec;
import io.verdigrid.protocol.build.v1.CancelBuildRequest;
import io.verdigrid.protocol.build.v1.GetBuildRequest;
import io.verdigrid.protocol.build.v1.ListVerdictsRequest;
import io.verdigrid.protocol.build.v1.ListVerdictsResponse;
import io.verdigrid.protocol.build.v1.SubmitBuildRequest;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.build.v1.WatchBuildRequest;
import io.verdigrid.protocol.history.v1.HistoryServiceGrpc;
import io.verdigrid.protocol.history.v1.ListQuarantinedTestsRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A build on a grid, through a coordinator that may go away and come back.
 *
 * <p>Thread-safe but for its listener's calls. Each method blocks; what the coordinator refuses, and an outage longer than
 * the reconnect timeout, is a Problem.
 */
public final class BuildClient {
    private final Grid grid;
    private final Reconnection reconnection;

    /** Goes on for {@code reconnectTimeout} without an answer. */
    public BuildClient(Grid grid, TimeSource time, Duration reconnectTimeout) {
        this(grid, new Reconnection(grid, time, reconnectTimeout));
    }

    /** Asks again as this does. */
    public BuildClient(Grid grid, Reconnection reconnection) {
        this.grid = grid;
        this.reconnection = reconnection;
    }

    /** Submits a build once, however often it has to ask. */
    public Build submit(BuildSpec spec) {
        return submit(spec, UUID.randomUUID().toString());
    }

    /** The build that was submitted with this request id, at most 64 characters; submits it if there is none. */
    public Build submit(BuildSpec spec, String requestId) {
        SubmitBuildRequest request = SubmitBuildRequest.newBuilder()
                .setRequestId(requestId)
                .setSpec(spec)
                .build();
        return untilAnswered(() -> stub().submitBuild(request).getBuild());
    }

    /** Tells the listener what happens to a build, from its start to its end, and returns it as it ended. */
    public Build watch(String id, BuildListener listener) {
        long cursor = 0;
        Reconnection.Outage outage = reconnection.outage(listener);
        while (true) {
            String why = "it ended the stream";
            try {
                WatchBuildRequest request = WatchBuildRequest.newBuilder()
                        .setBuildId(id)
                        .setCursor(cursor)
                        .build();
                for (Iterator<BuildEvent> events = stub().watchBuild(request); events.hasNext(); ) {
                    BuildEvent event = events.next();
                    outage.over();
                    cursor = Math.max(cursor, event.getCursor());
                    if (tell(listener, event)) {
                        return event.getEnded();
                    }
                }
            } catch (StatusRuntimeException e) {
                why = reconnection.reason(e);
            }
            outage.waitABit(why);
        }
    }

    /** Ends a build as CANCELLED; one try, of at most {@code patience}. */
    public Build cancel(String id, String reason, Duration patience) {
        try {
            CancelBuildRequest request = CancelBuildRequest.newBuilder()
                    .setBuildId(id)
                    .setReason(reason)
                    .build();
            return stub().withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .cancelBuild(request)
                    .getBuild();
        } catch (StatusRuntimeException e) {
            throw Answers.problem(grid.name(), e);
        }
    }

    /** A build as it stands. */
    public Build get(String id) {
        return untilAnswered(() -> stub().getBuild(
                        GetBuildRequest.newBuilder().setBuildId(id).build())
                .getBuild());
    }

    /** Every test of the build's plan with its verdict; output is not in it. */
    public List<TestVerdict> verdicts(String id) {
        return untilAnswered(() -> {
            List<TestVerdict> verdicts = new ArrayList<>();
            Iterator<ListVerdictsResponse> pages = stub().listVerdicts(
                            ListVerdictsRequest.newBuilder().setBuildId(id).build());
            pages.forEachRemaining(page -> verdicts.addAll(page.getVerdictsList()));
            return verdicts;
        });
    }

    /** Tests of the suite are in quarantine. */
    public boolean hasQuarantined(String suite) {
        ListQuarantinedTestsRequest request =
                ListQuarantinedTestsRequest.newBuilder().setSuite(suite).build();
        return untilAnswered(() -> HistoryServiceGrpc.newBlockingStub(grid.channel())
                        .listQuarantinedTests(request)
                        .getTestsCount()
                > 0);
    }

    /** Whether that was the last event. */
    private static boolean tell(BuildListener listener, BuildEvent event) {
        switch (event.getEventCase()) {
            case PROGRESS -> listener.progress(event.getProgress());
            case RESULTS -> event.getResults().getResultsList().forEach(listener::result);
            case NOTICE -> listener.notice(event.getNotice().getText());
            case ENDED -> {
                listener.ended(event.getEnded());
                return true;
            }
            case OUTPUT, EVENT_NOT_SET -> {
                // Not asked for, or of a newer coordinator.
            }
        }
        return false;
    }

    private <T> T untilAnswered(Supplier<T> call) {
        return reconnection.untilAnswered(new BuildListener() {}, call::get);
    }

    private BuildServiceGrpc.BuildServiceBlockingStub stub() {
        return BuildServiceGrpc.newBlockingStub(grid.channel());
    }
}
