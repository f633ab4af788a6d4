package io.verdigrid.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.fakes.FakeCoordinator;
import io.verdigrid.cli.fakes.FakeTime;
import io.verdigrid.cli.fakes.Samples;
import io.verdigrid.cli.grid.RemoteGrid;
import io.verdigrid.protocol.ClientChannels;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildEvent;
import io.verdigrid.protocol.build.v1.BuildSpec;
import io.verdigrid.protocol.build.v1.SubmitBuildRequest;
import io.verdigrid.protocol.build.v1.TestResult;
import io.verdigrid.protocol.build.v1.WatchBuildRequest;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BuildClientTest {
    private final FakeTime time = new FakeTime();
    private FakeCoordinator coordinator;
    private RemoteGrid grid;
    private BuildClient client;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator();
        grid = RemoteGrid.connect(coordinator.address(), ClientChannels.Security.NONE, time, Duration.ofSeconds(10));
        client = new BuildClient(grid, time, Duration.ofMinutes(2));
    }

    @AfterEach
    void stop() {
        grid.close();
        coordinator.close();
    }

    @Test
    void submitsUnderOneRequestIdHoweverOftenItAsks() {
        coordinator.builds.outages.addAll(List.of(Status.UNAVAILABLE, Status.UNAVAILABLE));

        Build build = client.submit(BuildSpec.newBuilder().setSuite("app").build());

        assertThat(build.getId()).isEqualTo("b1");
        assertThat(coordinator.builds.submitted).hasSize(3);
        assertThat(coordinator.builds.submitted.stream().map(SubmitBuildRequest::getRequestId))
                .doesNotContain("")
                .containsOnly(coordinator.builds.submitted.get(0).getRequestId());
    }

    @Test
    void goesOnBehindTheLastCursorWhenTheCoordinatorComesBack() {
        for (int i = 1; i <= 3; i++) {
            coordinator.builds.events.add(results(i, "t" + i));
        }
        coordinator.builds.outages.addAll(List.of(Status.UNAVAILABLE, Status.UNAVAILABLE));
        List<String> told = new ArrayList<>();

        Build ended = client.watch("b1", new BuildListener() {
            @Override
            public void result(TestResult result) {
                told.add(result.getTest().getName());
            }

            @Override
            public void lost(String why) {
                told.add("lost");
            }

            @Override
            public void back() {
                told.add("back");
            }
        });

        assertThat(ended.getStatus()).isEqualTo(BuildStatus.BUILD_STATUS_GREEN);
        assertThat(told).containsExactly("t1", "lost", "back", "t2", "lost", "back", "t3");
        assertThat(coordinator.builds.watched.stream().map(WatchBuildRequest::getCursor))
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void givesUpAfterTheTimeoutAndSaysThatTheGridFailed() {
        coordinator.close();

        assertThatThrownBy(() -> client.watch("b1", new BuildListener() {}))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.exitCode()).isEqualTo(Exit.GRID))
                .hasMessageContaining(coordinator.address())
                .hasMessageContaining("gave up after 2:00")
                .hasMessageContaining("--reconnect-timeout");
        assertThat(Duration.ofNanos(time.nanos())).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(130));
    }

    @Test
    void tellsARefusalAtOnce() {
        coordinator.builds.refusal = Status.INVALID_ARGUMENT.withDescription("spec.suite: longer than 200 characters");

        assertThatThrownBy(() -> client.submit(BuildSpec.getDefaultInstance()))
                .hasMessage("spec.suite: longer than 200 characters")
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.exitCode()).isEqualTo(Exit.USAGE));
    }

    private static BuildEvent results(long cursor, String name) {
        return BuildEvent.newBuilder()
                .setCursor(cursor)
                .setResults(BuildEvent.Results.newBuilder()
                        .addResults(Samples.result("A", name, Verdict.VERDICT_PASSED, Samples.passed(1))))
                .build();
    }
}
