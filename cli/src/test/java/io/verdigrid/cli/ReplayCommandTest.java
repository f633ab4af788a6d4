package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.fakes.Samples;
import io.verdigrid.cli.replay.ReplayFolder;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.build.v1.ModuleSpec;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.common.v1.RunPlace;
import io.verdigrid.protocol.common.v1.Verdict;
import io.verdigrid.protocol.worker.v1.CoordinatorMessage;
import io.verdigrid.protocol.worker.v1.Hello;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import io.verdigrid.protocol.worker.v1.Report;
import io.verdigrid.protocol.worker.v1.Reports;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import io.verdigrid.protocol.worker.v1.WorkerServiceGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command around a worker that does as it is told here. */
@Timeout(60)
class ReplayCommandTest {
    @TempDir
    Path folder;

    private CommandFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new CommandFixture(folder);
        fixture.keepData();
        Build build = Samples.build(
                BuildStatus.BUILD_STATUS_RED,
                Counts.newBuilder().setPlanned(1).setFailed(1).build());
        fixture.coordinator.builds.builds.add(build.toBuilder()
                .setSpec(build.getSpec().toBuilder().addModules(ModuleSpec.getDefaultInstance()))
                .build());
        fixture.coordinator.builds.verdicts.add(Samples.verdict(
                "a.A",
                "b()",
                Verdict.VERDICT_FAILED,
                Samples.attempt(1, Outcome.OUTCOME_FAILED)
                        .setPlace(RunPlace.newBuilder()
                                .setRunnerReadyAtMs(1)
                                .setRun(1)
                                .setPosition(1))
                        .build()));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void closesAs(LeaseClosed.Ending ending, String reason) {
        fixture.whatWorkersDo = channel -> Closing.begin(
                channel,
                LeaseClosed.newBuilder().setEnding(ending).setReason(reason).build());
    }

    @Test
    void aTestThatCannotBeRunHereIsNotAnotherOutcome() {
        closesAs(LeaseClosed.Ending.ENDING_NOT_ABLE, "the bundle is gone");
        assertThat(fixture.run("replay", "b1", "a.A#b()")).isEqualTo(Exit.GRID);
        assertThat(fixture.console.err()).isEqualTo("verdigrid: the test did not run: the bundle is gone\n");
        assertThat(fixture.console.out()).doesNotContain("Not the same");
    }

    @Test
    void aJvmThatDiesBeforeTheTestIs() {
        closesAs(LeaseClosed.Ending.ENDING_RUNNER_DIED, "the JVM ended with status 3");
        assertThat(fixture.run("replay", "b1", "a.A#b()")).isEqualTo(Exit.RED);
        assertThat(fixture.console.out())
                .contains("It ended early: the JVM ended with status 3", "Here:     it did not run", "Not the same.");
    }

    @Test
    void startsOneJvmOnly() {
        closesAs(LeaseClosed.Ending.ENDING_NOT_ABLE, "the bundle is gone");
        fixture.run("replay", "b1", "a.A#b()");
        assertThat(fixture.workers)
                .singleElement()
                .satisfies(settings -> assertThat(settings.startsAhead()).isFalse());
    }

    @Test
    void ctrlCEndsTheWorkerAndLeavesNothing() throws Exception {
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> fixture.run("replay", "b1", "a.A#b()"));
        fixture.interrupts.press();
        assertThat(fixture.ends).containsExactly("worker closed");
        assertThat(leftBehind()).isEmpty();
        assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(Exit.INTERRUPTED);
        assertThat(fixture.console.err()).isEqualTo("Interrupted.\n");
    }

    @Test
    void whatAKilledReplayLeftGoesAtTheNextStartUnlessAnotherHoldsIt() throws IOException {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("replay-1/worker"));
        Files.writeString(home.resolve("replay-1/worker/spool"), "s");
        closesAs(LeaseClosed.Ending.ENDING_NOT_ABLE, "the bundle is gone");
        try (ReplayFolder other = ReplayFolder.in(home)) {
            assertThat(leftBehind()).containsExactly(other.path());
            fixture.run("replay", "b1", "a.A#b()");
            assertThat(leftBehind()).containsExactly(other.path());
        }
        assertThat(leftBehind()).isEmpty();
    }

    private List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("home"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("replay-"))
                    .toList();
        }
    }

    /** Says Hello, and ends the first lease that it is granted. */
    private record Closing(LeaseClosed closed, AtomicReference<StreamObserver<WorkerMessage>> coordinator)
            implements StreamObserver<CoordinatorMessage> {
        static void begin(Channel channel, LeaseClosed closed) {
            Closing worker = new Closing(closed, new AtomicReference<>());
            StreamObserver<WorkerMessage> coordinator =
                    WorkerServiceGrpc.newStub(channel).synchronize(worker);
            worker.coordinator.set(coordinator);
            coordinator.onNext(WorkerMessage.newBuilder()
                    .setHello(Hello.getDefaultInstance())
                    .build());
        }

        @Override
        public void onNext(CoordinatorMessage message) {
            if (message.hasGrant()) {
                Report report = Report.newBuilder()
                        .setSequence(1)
                        .setLeaseId(message.getGrant().getLeases(0).getLeaseId())
                        .setClosed(closed)
                        .build();
                Objects.requireNonNull(coordinator.get())
                        .onNext(WorkerMessage.newBuilder()
                                .setReports(Reports.newBuilder().addReports(report))
                                .build());
            }
        }

        @Override
        public void onError(Throwable gone) {
            // The replay is over.
        }

        @Override
        public void onCompleted() {
            // The replay is over.
        }
    }
}
