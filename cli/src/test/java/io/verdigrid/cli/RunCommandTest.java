package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.fakes.Samples;
import io.verdigrid.protocol.build.v1.Account;
import io.verdigrid.protocol.build.v1.BuildEvent;
import io.verdigrid.protocol.build.v1.BuildSpec;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.build.v1.Progress;
import io.verdigrid.protocol.build.v1.Warning;
import io.verdigrid.protocol.build.v1.Worker;
import io.verdigrid.protocol.build.v1.WorkerState;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Isolation;
import io.verdigrid.protocol.common.v1.Lane;
import io.verdigrid.protocol.common.v1.Selection;
import io.verdigrid.protocol.common.v1.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    Path folder;

    private CommandFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new CommandFixture(folder);
        Files.createDirectories(folder.resolve("app/target/classes"));
        Files.writeString(folder.resolve("app/target/classes/A.txt"), "a");
        Files.createDirectories(folder.resolve("app/target/test-classes"));
        Files.writeString(folder.resolve("app/target/test-classes/B.txt"), "b");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void runsOnThisMachineByDefaultAndEndsGreen() {
        int status = fixture.run(
                "run",
                "--classpath",
                "app/target/classes:app/target/test-classes",
                "--scan-classpath",
                "app/target/test-classes",
                "--slots",
                "3");

        assertThat(fixture.console.err()).isEmpty();
        assertThat(status).isEqualTo(Exit.OK);
        assertThat(fixture.embedded).containsExactly(folder.resolve("home") + " with 3");
        assertThat(fixture.console.out()).endsWith("GREEN  1 passed of 1 test\n");
        BuildSpec spec = fixture.coordinator.builds.submitted.get(0).getSpec();
        assertThat(spec.getSuite()).isEqualTo("app");
        assertThat(spec.getSettings().getRetests()).isEqualTo(1);
        assertThat(spec.getModules(0).getSelection().getScanEntriesList()).containsExactly(1);
        assertThat(fixture.coordinator.blobs.kept)
                .containsKey(spec.getModules(0).getBundleDigest());
    }

    @Test
    void testsOfAHypothesisTagHaveABuildOfTheirOwn() {
        int status = fixture.run(
                "run",
                "--classpath",
                "app/target/classes:app/target/test-classes",
                "--scan-classpath",
                "app/target/test-classes",
                "--include-tag",
                "fast",
                "--include-tag",
                "smoke",
                "--hypothesis-tag",
                "beta",
                "--hypothesis-tag",
                "new & slow",
                "--fail-fast");

        assertThat(status).isEqualTo(Exit.OK);
        assertThat(fixture.console.out()).contains("hypotheses run beside it as build ", ": GREEN, 0 red of 1");
        BuildSpec main = fixture.coordinator.builds.submitted.get(0).getSpec();
        assertThat(main.getSettings().getLane()).isEqualTo(Lane.LANE_MAIN);
        assertThat(main.getModules(0).getSelection().getExcludeTagList()).containsExactly("beta", "new & slow");
        assertThat(main.getModules(0).getSelection().getIncludeTagList()).containsExactly("fast", "smoke");
        BuildSpec beside = fixture.coordinator.builds.submitted.get(1).getSpec();
        assertThat(beside.getSettings().getLane()).isEqualTo(Lane.LANE_HYPOTHESIS);
        assertThat(beside.getSettings().getMaxFailures()).isZero();
        assertThat(beside.getModules(0).getSelection().getExcludeTagList()).isEmpty();
        assertThat(beside.getModules(0).getSelection().getIncludeTagList())
                .containsExactly("((fast) | (smoke)) & ((beta) | (new & slow))");
        assertThat(beside.getModules(0).getBundleDigest())
                .isEqualTo(main.getModules(0).getBundleDigest());
    }

    @Test
    void goesOnWhereTheCoordinatorIsAwayBeforeTheBuildIsSubmitted() {
        fixture.coordinator.builds.workers.add(
                Worker.newBuilder().putLabels("os", "linux").build());
        fixture.coordinator.builds.outages.add(Status.UNAVAILABLE);
        fixture.coordinator.blobs.outages.addAll(List.of(Status.UNAVAILABLE, Status.OK, Status.UNAVAILABLE));

        int status = fixture.run("run", "-cp", "app/target/classes", "-c", "a.A", "--require", "os=linux");

        assertThat(fixture.console.err()).isEmpty();
        assertThat(status).isEqualTo(Exit.OK);
        assertThat(fixture.console.out())
                .contains("connection lost", "the coordinator answers again")
                .endsWith("GREEN  1 passed of 1 test\n");
        assertThat(fixture.coordinator.builds.outages).isEmpty();
        assertThat(fixture.coordinator.blobs.outages).isEmpty();
    }

    @Test
    void takesTheOptionsOfTheConsoleLauncher() {
        fixture.run(
                "run",
                "-cp",
                "app/target/classes",
                "-c",
                "a.A",
                "-c=a.B",
                "-p",
                "a.b",
                "-m",
                "a.C#d(int)",
                "-n",
                ".*IT",
                "-N",
                "Slow.*",
                "-t",
                "fast & !db",
                "-T",
                "slow",
                "-e",
                "junit-jupiter",
                "-E",
                "junit-vintage",
                "--config",
                "a.b=c=d");

        Selection selection = fixture.coordinator
                .builds
                .submitted
                .get(0)
                .getSpec()
                .getModules(0)
                .getSelection();
        assertThat(selection)
                .isEqualTo(Selection.newBuilder()
                        .addSelectClass("a.A")
                        .addSelectClass("a.B")
                        .addSelectPackage("a.b")
                        .addSelectMethod("a.C#d(int)")
                        .addIncludeClassname(".*IT")
                        .addExcludeClassname("Slow.*")
                        .addIncludeTag("fast & !db")
                        .addExcludeTag("slow")
                        .addIncludeEngine("junit-jupiter")
                        .addExcludeEngine("junit-vintage")
                        .putConfig("a.b", "c=d")
                        .build());
    }

    @Test
    void takesTheBuildsNamesAndSettings() {
        fixture.run(
                "run",
                "-cp",
                "app/target/classes",
                "-c",
                "a.A",
                "--suite",
                "s",
                "--revision",
                "r",
                "--branch",
                "b",
                "--retests",
                "2",
                "--isolation",
                "class",
                "--test-timeout",
                "90s",
                "--output-limit",
                "1m",
                "--require",
                "os=linux",
                "--require",
                "db",
                "--lane",
                "hunt",
                "--max-failures",
                "3");

        BuildSpec spec = fixture.coordinator.builds.submitted.get(0).getSpec();
        assertThat(spec.getSuite() + spec.getRevision() + spec.getBranch()).isEqualTo("srb");
        assertThat(spec.getRequirementsList()).containsExactly("os=linux", "db");
        assertThat(spec.getSettings().getRetests()).isEqualTo(2);
        assertThat(spec.getSettings().getIsolation()).isEqualTo(Isolation.ISOLATION_CLASS);
        assertThat(spec.getSettings().getTestTimeoutMs()).isEqualTo(90_000);
        assertThat(spec.getSettings().getMaxFailures()).isEqualTo(3);
        assertThat(spec.getSettings().getLane()).isEqualTo(Lane.LANE_HUNT);
        assertThat(spec.getSettings().getOutputLimit()).isEqualTo(1 << 20);
    }

    @Test
    void givesABuildUpThatNoWorkerComesFor() {
        fixture.coordinator.builds.waitsForCancel = true;
        fixture.coordinator.builds.events.add(BuildEvent.newBuilder()
                .setCursor(1)
                .setProgress(Progress.getDefaultInstance())
                .build());

        int status = fixture.run("run", "-cp", "app/target/classes", "-c", "a.A", "--wait-for-worker", "0s");

        assertThat(status).isEqualTo(Exit.GRID);
        assertThat(fixture.console.err())
                .contains("no worker came within 0 ms (--wait-for-worker); the build was cancelled");
    }

    @Test
    void saysHowManySlotsItsTargetTimeTakes() {
        fixture.coordinator.builds.workers.add(Worker.newBuilder()
                .setSlots(4)
                .setState(WorkerState.WORKER_STATE_UP)
                .build());
        fixture.coordinator.builds.workers.add(Worker.newBuilder()
                .setSlots(8)
                .setState(WorkerState.WORKER_STATE_LOST)
                .build());
        fixture.run("run", "-cp", "app/target/classes", "-c", "a.A", "--target-time", "1m");
        assertThat(fixture.console.out()).contains("with this selection of tests has run all of them yet");

        BuildSpec same = fixture.coordinator.builds.submitted.get(0).getSpec();
        fixture.coordinator.builds.builds.add(
                Samples.build(
                                BuildStatus.BUILD_STATUS_GREEN,
                                Counts.newBuilder().setPlanned(1).setPassed(1).build())
                        .toBuilder()
                        .setSpec(same)
                        .setAccount(Account.newBuilder().setSlots(2).setUsefulMs(300_000))
                        .build());
        fixture.run("run", "-cp", "app/target/classes", "-c", "a.A", "--target-time", "1m");
        assertThat(fixture.console.out()).contains("this takes 5 slots, and there are only 4 (build b1");
    }

    @Test
    void failsFastAtTheFirst() {
        fixture.run("run", "-cp", "app/target/classes", "-c", "a.A", "--fail-fast");
        fixture.run("run", "-cp", "app/target/classes", "-c", "a.A");
        assertThat(fixture.coordinator.builds.submitted)
                .extracting(build -> build.getSpec().getSettings().getMaxFailures())
                .containsExactly(1, 0);
    }

    @Test
    void readsAClasspathFromAFileAndArgumentsFromAnother() throws IOException {
        Files.createDirectories(folder.resolve("with blank"));
        Files.writeString(folder.resolve("cp.txt"), "app/target/classes\nwith blank\n\napp/target/test-classes:\n");
        Files.writeString(folder.resolve("args.txt"), "--select-class a.A --suite from-file");

        int status = fixture.run("run", "--classpath", "@cp.txt", "@" + folder.resolve("args.txt"));

        assertThat(fixture.console.err()).isEmpty();
        assertThat(status).isEqualTo(Exit.OK);
        assertThat(fixture.coordinator.builds.submitted.get(0).getSpec().getSuite())
                .isEqualTo("from-file");
    }

    @Test
    void endsRedWithTheFailuresAndWritesReports() throws IOException {
        fixture.coordinator.builds.end = Samples.build(
                BuildStatus.BUILD_STATUS_RED,
                Counts.newBuilder().setPlanned(1).setFailed(1).build());
        fixture.coordinator.builds.verdicts.add(
                Samples.verdict("a.A", "b()", Verdict.VERDICT_FAILED, Samples.failed(1)));

        int status = fixture.run("run", "-cp", "app/target/classes", "-c", "a.A", "--reports-dir", "r", "--quiet");

        assertThat(status).isEqualTo(Exit.RED);
        assertThat(fixture.console.out())
                .startsWith("\nFAILED       a.A#b()\n")
                .contains("Reports: " + folder.resolve("r") + "\n")
                .endsWith("RED  0 passed, 1 failed of 1 test\n");
        assertThat(folder.resolve("r/TEST-a.A.xml")).exists();
        assertThat(folder.resolve("r/summary.json")).exists();
    }

    @Test
    void writesOnlyEventsAsJson() {
        fixture.run("run", "-cp", "app/target/classes", "-c", "a.A", "--json");

        assertThat(fixture.console.out().lines())
                .allMatch(line -> line.startsWith("{\"event\":\"") && line.endsWith("}"));
        assertThat(fixture.console.out().lines()).last().asString().contains("\"event\":\"ended\"", "\"exitCode\":0");
    }

    @Test
    void tellsBadInputFromAGridThatFailed() {
        fixture.coordinator.builds.end =
                Samples.build(BuildStatus.BUILD_STATUS_ERROR, Counts.getDefaultInstance()).toBuilder()
                        .setReason("no tests found in classes")
                        .setBadInput(true)
                        .build();
        assertThat(fixture.run("run", "--scan-classpath", "app/target/classes")).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.out())
                .contains("ERROR: no tests found in classes")
                .contains("Scanned: " + folder.resolve("app/target/classes") + "\n");

        fixture.coordinator.builds.end = Samples.build(BuildStatus.BUILD_STATUS_ERROR, Counts.getDefaultInstance());
        assertThat(fixture.run("run", "-cp", "app/target/classes", "-c", "a.A"))
                .as("a grid that failed while tests were discovered")
                .isEqualTo(Exit.GRID);
    }

    @Test
    void refusesALabelThatNoWorkerHas() {
        fixture.coordinator.builds.workers.add(Worker.newBuilder()
                .putLabels("os", "linux")
                .putLabels("db", "pg")
                .build());
        fixture.coordinator.builds.workers.add(
                Worker.newBuilder().putLabels("os", "mac").build());

        assertThat(requiring("db=postgres")).isEqualTo(Exit.USAGE);
        assertThat(requiring("os=mac", "db")).isEqualTo(Exit.USAGE);
        assertThat(fixture.coordinator.builds.submitted).isEmpty();
        assertThat(fixture.console.err()).isEqualTo("""
            verdigrid: --require: no worker has the label db=postgres; labels are db=pg, os=linux, os=mac
            verdigrid: --require: no worker has all of os=mac, db
            """);
        assertThat(requiring("os", "db=pg")).isEqualTo(Exit.OK);
    }

    @Test
    void letsABuildWaitWhereNoWorkerIsYet() {
        assertThat(requiring("db=pg")).isEqualTo(Exit.OK);
    }

    @Test
    void letsABuildWaitForALabelWhereItWasToldHowLong() {
        fixture.coordinator.builds.workers.add(
                Worker.newBuilder().putLabels("os", "mac").build());
        int status = fixture.run(
                "run", "-cp", "app/target/classes", "-c", "a.A", "--require", "db", "--wait-for-worker", "5m");
        assertThat(status).isEqualTo(Exit.OK);
        assertThat(fixture.console.out()).contains("note: --require: no worker has the label db; labels are os=mac");
    }

    private int requiring(String... labels) {
        List<String> args = new ArrayList<>(List.of("run", "-cp", "app/target/classes", "-c", "a.A"));
        for (String label : labels) {
            args.addAll(List.of("--require", label));
        }
        return fixture.run(args.toArray(String[]::new));
    }

    @Test
    void saysWhatDiscoveriesWarnedOf() {
        fixture.coordinator.builds.end = fixture.coordinator.builds.end.toBuilder()
                .addWarnings(Warning.newBuilder().setModule("core").setText("no tests found"))
                .build();

        assertThat(fixture.run("run", "-cp", "app/target/classes", "-c", "a.A", "--quiet"))
                .isEqualTo(Exit.OK);

        assertThat(fixture.console.out()).contains("Warnings:\n  [core] no tests found\n");
    }

    @Test
    void leavesNoReportOfAnEarlierBuild() throws IOException {
        fixture.coordinator.builds.verdicts.add(
                Samples.verdict("a.A", "one()", Verdict.VERDICT_PASSED, Samples.passed(1)));
        fixture.run("run", "-cp", "app/target/classes", "-c", "a.A", "--reports-dir", "r");
        Files.writeString(folder.resolve("r/TEST-other.xml"), "<testsuite name='of another tool'/>");
        assertThat(folder.resolve("r/TEST-a.A.xml")).exists();

        fixture.coordinator.builds.refusal = Status.INVALID_ARGUMENT;
        fixture.run("run", "-cp", "app/target/classes", "-c", "a.A", "--reports-dir", "r");

        assertThat(folder.resolve("r")).isDirectoryNotContaining("glob:**TEST-a.A.xml");
        assertThat(folder.resolve("r")).isDirectoryNotContaining("glob:**summary.json");
        assertThat(folder.resolve("r/TEST-other.xml")).exists();
    }

    @Test
    void endsWithGridFailureWhenTheCoordinatorVanishes() {
        for (int i = 0; i < 500; i++) {
            fixture.coordinator.builds.outages.add(Status.UNAVAILABLE);
        }

        int status = fixture.run("run", "-cp", "app/target/classes", "-c", "a.A", "--reconnect-timeout", "5s");

        assertThat(status).isEqualTo(Exit.GRID);
        assertThat(fixture.console.err()).contains("gave up after 5.00 s");
    }

    @Test
    void cancelsTheBuildOnCtrlCAndSaysSo() throws Exception {
        fixture.coordinator.builds.waitsForCancel = true;
        CompletableFuture<Integer> running =
                CompletableFuture.supplyAsync(() -> fixture.run("run", "-cp", "app/target/classes", "-c", "a.A"));
        while (fixture.coordinator.builds.watched.isEmpty() && !running.isDone()) {
            Thread.onSpinWait();
        }

        fixture.interrupts.press();

        assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo(Exit.INTERRUPTED);
        assertThat(fixture.console.err())
                .isEqualTo("Interrupted: cancelling build b1 ...\nBuild b1 is cancelled and its runners are ended.\n");
        assertThat(fixture.console.out()).doesNotContain("CANCELLED");
    }

    @Test
    void aBuildThatEndsBeforeItsCancellationIsAnsweredIsCancelled() throws Exception {
        fixture.coordinator.builds.waitsForCancel = true;
        fixture.coordinator.builds.answersCancel = false;
        CompletableFuture<Integer> running =
                CompletableFuture.supplyAsync(() -> fixture.run("run", "-cp", "app/target/classes", "-c", "a.A"));
        while (fixture.coordinator.builds.watched.isEmpty() && !running.isDone()) {
            Thread.onSpinWait();
        }

        fixture.interrupts.press();

        assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo(Exit.INTERRUPTED);
        assertThat(fixture.console.err()).endsWith("Build b1 is cancelled and its runners are ended.\n");
    }

    @Test
    void goesToAGridWithItsToken() {
        fixture.environment.put("VERDIGRID_TOKEN", "secret");

        int status = fixture.run(
                "run", "-cp", "app/target/classes", "-c", "a.A", "--coordinator", fixture.coordinator.address());

        assertThat(status).isEqualTo(Exit.OK);
        assertThat(fixture.embedded).isEmpty();
        assertThat(fixture.connected.get(0).token()).contains("secret");
    }
}
