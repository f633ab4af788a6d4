package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.fakes.Samples;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.build.v1.Worker;
import io.verdigrid.protocol.build.v1.WorkerState;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Verdict;
import io.verdigrid.protocol.history.v1.Judgement;
import io.verdigrid.protocol.history.v1.ListTestsRequest;
import io.verdigrid.protocol.history.v1.TestHistory;
import io.verdigrid.protocol.history.v1.TestState;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListCommandsTest {
    @TempDir
    Path folder;

    private CommandFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new CommandFixture(folder);
        fixture.keepData();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void listsTestsPageByPageFromTheLocalHistoryWithoutAWorker() {
        for (String name : new String[] {"a()", "b()", "c()"}) {
            fixture.coordinator.history.tests.add(history(name));
        }

        int status = fixture.run("tests", "--sort", "pass-rate", "--filter", "check", "--reverse", "--suite", "app");

        assertThat(status).isEqualTo(Exit.OK);
        assertThat(fixture.console.out()).isEqualTo("""
                RUNS  PASSED     95 % INTERVAL   MEDIAN     P95  TIME LOST  STATE    TEST
                 200  99.5 %  97.2 % to 99.9 %  1.25 ms  120 ms     3.50 s  suspect  io.example.CheckoutTest#a()
                 200  99.5 %  97.2 % to 99.9 %  1.25 ms  120 ms     3.50 s  suspect  io.example.CheckoutTest#b()
                 200  99.5 %  97.2 % to 99.9 %  1.25 ms  120 ms     3.50 s  suspect  io.example.CheckoutTest#c()
                """);
        assertThat(fixture.embedded).containsExactly(folder.resolve("home") + " with 0");
        ListTestsRequest asked = fixture.coordinator.history.asked.get(0);
        assertThat(asked.getSort()).isEqualTo(ListTestsRequest.Sort.SORT_PASS_RATE);
        assertThat(asked.getFilter() + asked.getSuite() + asked.getReverse()).isEqualTo("checkapptrue");
    }

    @Test
    void saysThatThereIsMore() {
        for (int i = 0; i < 5; i++) {
            fixture.coordinator.history.tests.add(history("t" + i));
        }

        fixture.run("tests", "--limit", "3");

        assertThat(fixture.console.out().lines()).hasSize(4);
        assertThat(fixture.console.err()).isEqualTo("3 of 5 tests; --limit 0 lists all, --filter fewer\n");
    }

    @Test
    void refusesAnUnknownOrder() {
        assertThat(fixture.run("tests", "--sort", "speed")).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).contains("--sort").contains("time-lost, pass-rate, median, p95, runs, name");
    }

    @Test
    void listsBuildsByStatus() {
        fixture.coordinator.builds.builds.add(build("b3", BuildStatus.BUILD_STATUS_RED));
        fixture.coordinator.builds.builds.add(build("b2", BuildStatus.BUILD_STATUS_GREEN));

        fixture.run("builds", "--status", "red,error", "--coordinator", fixture.coordinator.address());

        assertThat(fixture.console.out().lines()).hasSize(2);
        assertThat(fixture.console.out())
                .startsWith("BUILD  STATUS  SUBMITTED")
                .containsPattern("b3 +RED +20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d +12 +2 +1 +10.0 s +abc +app");
    }

    @Test
    void listsBuildsAsJson() {
        fixture.coordinator.builds.builds.add(build("b3", BuildStatus.BUILD_STATUS_RED));

        fixture.run("builds", "--json");

        assertThat(fixture.console.out())
                .startsWith("[\n  {\n    \"build\": \"b3\",")
                .endsWith("  }\n]\n");
    }

    @Test
    void showsOneBuild() {
        fixture.coordinator.builds.builds.add(build("b3", BuildStatus.BUILD_STATUS_RED));
        fixture.coordinator.builds.verdicts.add(
                Samples.verdict("a.A", "b()", Verdict.VERDICT_FAILED, Samples.failed(1)));

        assertThat(fixture.run("build", "b3", "--reports-dir", "r")).isEqualTo(Exit.OK);

        assertThat(fixture.console.out()).contains("FAILED       a.A#b()").contains("RED  9 passed, 2 failed");
        assertThat(folder.resolve("r/TEST-a.A.xml")).exists();
    }

    @Test
    void saysThatThereIsNoSuchBuild() {
        assertThat(fixture.run("build", "b9")).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).isEqualTo("verdigrid: there is no build 'b9'\n");
    }

    @Test
    void cancelsABuild() {
        assertThat(fixture.run("cancel", "b9")).isEqualTo(Exit.OK);
        assertThat(fixture.console.out()).isEqualTo("Build b9 is CANCELLED.\n");
    }

    @Test
    void listsWorkers() {
        fixture.coordinator.builds.workers.add(Worker.newBuilder()
                .setId("w1")
                .setHost("build-7")
                .setSlots(8)
                .setSlotsBusy(3)
                .setLoad(2.5)
                .setState(WorkerState.WORKER_STATE_UP)
                .putLabels("os", "linux")
                .putLabels("db", "pg")
                .setVersion("1")
                .setLastHeardMs(fixture.time.epochMillis() - 2000)
                .addRunning("a.A")
                .build());

        fixture.run("workers", "--coordinator", fixture.coordinator.address());

        assertThat(fixture.console.out()).isEqualTo("""
                WORKER  HOST     STATE  BUSY  LOAD     HEARD  VERSION  LABELS          RUNNING
                w1      build-7  UP      3/8   2.5  0:02 ago  1        db=pg os=linux  a.A
                """);
    }

    @Test
    void saysWhyAWorkerIsPutAside() {
        fixture.coordinator.builds.workers.add(Worker.newBuilder()
                .setId("w1")
                .setState(WorkerState.WORKER_STATE_PUT_ASIDE)
                .setAsideFor("its clock is wrong")
                .build());

        fixture.run("workers", "--coordinator", fixture.coordinator.address());

        assertThat(fixture.console.out())
                .contains("PUT_ASIDE")
                .endsWith("Worker w1 is put aside: its clock is wrong."
                        + " Once it is well: verdigrid workers --take-back w1\n");
    }

    @Test
    void takesAWorkerBack() {
        assertThat(fixture.run("workers", "--coordinator", fixture.coordinator.address(), "--take-back", "w1"))
                .isEqualTo(Exit.OK);

        assertThat(fixture.coordinator.builds.takenBack).containsExactly("w1");
        assertThat(fixture.console.out()).isEqualTo("Worker w1 may have work again.\n");
    }

    @Test
    void looksForWorkersWhereUpListens() {
        fixture.run("workers", "--connect-timeout", "1s");

        assertThat(fixture.addresses).containsExactly("127.0.0.1:8470");
    }

    private static Build build(String id, BuildStatus status) {
        return Samples.build(
                        status,
                        Counts.newBuilder()
                                .setPlanned(12)
                                .setPassed(9)
                                .setFailed(2)
                                .setIntermittent(1)
                                .build())
                .toBuilder()
                .setId(id)
                .build();
    }

    private static TestHistory history(String name) {
        return TestHistory.newBuilder()
                .setClassName("io.example.CheckoutTest")
                .setName(name)
                .setRuns(200)
                .setPasses(199)
                .setPassRateLow(0.9722)
                .setPassRateHigh(0.9991)
                .setMedianUs(1_250)
                .setP95Us(120_000)
                .setTimeLostUs(3_500_000)
                .setJudgement(Judgement.newBuilder().setState(TestState.TEST_STATE_SUSPECT))
                .build();
    }
}
