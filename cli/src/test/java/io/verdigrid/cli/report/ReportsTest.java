package io.verdigrid.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.verdigrid.cli.fakes.FakeCoordinator;
import io.verdigrid.cli.fakes.Samples;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.ClientChannels;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Failure;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.common.v1.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final Build BUILD = Samples.build(
            BuildStatus.BUILD_STATUS_RED, Counts.newBuilder().setPlanned(6).build());

    @TempDir
    Path folder;

    private FakeCoordinator coordinator;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator();
        channel = ClientChannels.open(coordinator.address(), ClientChannels.Security.NONE);
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        coordinator.close();
    }

    @Test
    void writesAClassAsSurefireDoes() throws IOException {
        String pack = coordinator.blobs.put("out 1\nout 2 <x>\nerr\nlong stack".getBytes(StandardCharsets.UTF_8));
        Attempt green = Samples.passed(2).toBuilder()
                .setStdout(Samples.range(pack, 6, 10))
                .build();
        Attempt red = Samples.failed(1, "java.lang.IllegalStateException", "a \"b\"\nc", "").toBuilder()
                .setFailure(Failure.newBuilder()
                        .setType("java.lang.IllegalStateException")
                        .setMessage("a \"b\"\nc")
                        .setStackBlob(Samples.range(pack, 20, 10)))
                .setStdout(Samples.range(pack, 0, 6))
                .setStderr(Samples.range(pack, 16, 4))
                .build();

        write(
                Samples.verdict("io.example.A", "green()", Verdict.VERDICT_PASSED, Samples.passed(1)),
                Samples.verdict("io.example.A", "sometimes()", Verdict.VERDICT_INTERMITTENT, red, green),
                Samples.verdict(
                        "io.example.A",
                        "red()",
                        Verdict.VERDICT_FAILED,
                        Samples.failed(1, "org.opentest4j.AssertionFailedError", "no", "stack 1"),
                        Samples.failed(2, "x.Other", "", "stack 2")),
                Samples.verdict(
                        "io.example.A",
                        "off()",
                        Verdict.VERDICT_SKIPPED,
                        Samples.attempt(1, Outcome.OUTCOME_SKIPPED)
                                .setDurationUs(0)
                                .setFailure(Failure.newBuilder().setMessage("not today"))
                                .build()),
                Samples.verdict("io.example.A", "never()", Verdict.VERDICT_NOT_RUN));

        assertThat(folder.resolve("TEST-io.example.A.xml")).hasContent("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
                xsi:noNamespaceSchemaLocation="https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report-3.0.xsd" \
                version="3.0" name="io.example.A" time="4.500" tests="5" errors="1" skipped="1" failures="1">
                  <properties>
                    <property name="verdigrid.build" value="b1"/>
                    <property name="verdigrid.suite" value="app"/>
                    <property name="verdigrid.revision" value="abc"/>
                    <property name="verdigrid.branch" value="main"/>
                  </properties>
                  <testcase name="green()" classname="io.example.A" time="1.500"/>
                  <testcase name="sometimes()" classname="io.example.A" time="1.500">
                    <flakyError message="a &quot;b&quot;&#10;c" type="java.lang.IllegalStateException">
                      <stackTrace>long stack</stackTrace>
                      <system-out>out 1
                </system-out>
                      <system-err>err
                </system-err>
                    </flakyError>
                    <system-out>out 2 &lt;x&gt;
                </system-out>
                  </testcase>
                  <testcase name="red()" classname="io.example.A" time="1.500">
                    <failure message="no" type="org.opentest4j.AssertionFailedError">stack 1</failure>
                    <rerunError type="x.Other">
                      <stackTrace>stack 2</stackTrace>
                    </rerunError>
                  </testcase>
                  <testcase name="off()" classname="io.example.A" time="0.000">
                    <skipped message="not today"/>
                  </testcase>
                  <testcase name="never()" classname="io.example.A" time="0.000">
                    <error message="this test was planned and never ran" type="NOT_RUN"/>
                  </testcase>
                </testsuite>
                """);
    }

    @Test
    void whatDidNotRunBecauseTheBuildWasRedEnoughIsSkipped() throws IOException {
        Build.Builder stopped = BUILD.toBuilder().setReason("stopped after 1 failed test");
        stopped.getSpecBuilder().getSettingsBuilder().setMaxFailures(1);
        TestVerdict never = Samples.verdict("io.example.A", "never()", Verdict.VERDICT_NOT_RUN);
        Reports.write(folder, stopped.build(), List.of(never), new BlobClient(channel));
        assertThat(folder.resolve("TEST-io.example.A.xml"))
                .content()
                .contains("errors=\"0\" skipped=\"1\"")
                .contains("<skipped message=\"not run: the build was stopped after 1 failed test\"/>");
    }

    @Test
    void downloadsEachPackOnce() throws IOException {
        String pack = coordinator.blobs.put("abc".getBytes(StandardCharsets.UTF_8));
        TestVerdict[] verdicts = new TestVerdict[20];
        for (int i = 0; i < verdicts.length; i++) {
            verdicts[i] = Samples.verdict(
                    "C" + i % 5,
                    "t" + i,
                    Verdict.VERDICT_PASSED,
                    Samples.passed(1).toBuilder()
                            .setStdout(Samples.range(pack, 1, 2))
                            .build());
        }

        write(verdicts);

        assertThat(coordinator.blobs.downloads).containsExactly(pack);
        assertThat(folder.resolve("TEST-C4.xml")).content().contains("<system-out>bc</system-out>");
    }

    @Test
    void saysSoWhereAnOutputIsGone() throws IOException {
        String there = coordinator.blobs.put("here".getBytes(StandardCharsets.UTF_8));
        String gone = "0".repeat(64);

        write(
                Samples.verdict(
                        "A",
                        "a",
                        Verdict.VERDICT_PASSED,
                        Samples.passed(1).toBuilder()
                                .setStdout(Samples.range(gone, 0, 5))
                                .build()),
                Samples.verdict(
                        "A",
                        "b",
                        Verdict.VERDICT_PASSED,
                        Samples.passed(1).toBuilder()
                                .setStdout(Samples.range(there, 0, 4))
                                .build()));

        assertThat(folder.resolve("TEST-A.xml"))
                .content()
                .contains("no longer has this output")
                .contains("<system-out>here</system-out>");
    }

    @Test
    void givesClassesOfOneNameInTwoModulesTheirOwnFolders() throws IOException {
        TestVerdict verdict = Samples.verdict("A", "a", Verdict.VERDICT_PASSED, Samples.passed(1));

        write(
                verdict.toBuilder().setModule("core").build(),
                verdict.toBuilder().setModule("web").build(),
                Samples.verdict("B", "b", Verdict.VERDICT_PASSED, Samples.passed(1)).toBuilder()
                        .setModule("web")
                        .build());

        assertThat(folder.resolve("core/TEST-A.xml")).exists();
        assertThat(folder.resolve("web/TEST-A.xml")).content().contains("name=\"verdigrid.module\" value=\"web\"");
        assertThat(folder.resolve("TEST-B.xml")).exists();
    }

    @Test
    void writesASummaryForPrograms() throws IOException {
        write(
                Samples.verdict("A", "a", Verdict.VERDICT_PASSED, Samples.passed(1)),
                Samples.verdict(
                        "A",
                        "b",
                        Verdict.VERDICT_CRASHED,
                        Samples.attempt(1, Outcome.OUTCOME_CRASHED).build()));

        String json = Files.readString(folder.resolve("summary.json"));
        assertThat(json)
                .startsWith("{\n  \"version\": 1,\n  \"build\": \"b1\",\n  \"suite\": \"app\",")
                .contains("\"status\": \"RED\"", "\"verdict\": \"CRASHED\"", "\"intermittent\": []")
                .doesNotContain("\"name\": \"a\"");
    }

    @Test
    void makesFileNamesThatEveryFileSystemTakes() throws IOException {
        write(
                Samples.verdict("a.Foo", "x", Verdict.VERDICT_PASSED, Samples.passed(1)),
                Samples.verdict("a.foo", "x", Verdict.VERDICT_PASSED, Samples.passed(1)),
                Samples.verdict("../../a feature: \"x\"", "x", Verdict.VERDICT_PASSED, Samples.passed(1)),
                Samples.verdict("", "x", Verdict.VERDICT_PASSED, Samples.passed(1)));

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "TEST-a.Foo.xml",
                            "TEST-a.foo-2.xml",
                            "TEST-.._.._a feature_ _x_.xml",
                            "TEST-no-class.xml",
                            "summary.json");
        }
    }

    private void write(TestVerdict... verdicts) throws IOException {
        Reports.write(folder, BUILD, List.of(verdicts), new BlobClient(channel));
    }
}
