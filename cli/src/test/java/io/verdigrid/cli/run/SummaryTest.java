package io.verdigrid.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Paint;
import io.verdigrid.cli.fakes.Samples;
import io.verdigrid.cli.report.SummaryJson;
import io.verdigrid.protocol.build.v1.Account;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final Summary summary =
            new Summary(new Paint(false), attempt -> attempt.getFailure().getStack(), 100);

    @Test
    void tellsARedBuild() {
        Build build = Samples.build(
                        BuildStatus.BUILD_STATUS_RED,
                        Counts.newBuilder()
                                .setPlanned(11_135)
                                .setPassed(11_132)
                                .setFailed(1)
                                .setIntermittent(1)
                                .setNotRun(1)
                                .build())
                .toBuilder()
                .setAccount(Samples.account())
                .build();

        assertThat(summary.of(
                        build,
                        List.of(
                                Samples.verdict("A", "fine()", Verdict.VERDICT_PASSED, Samples.passed(1)),
                                Samples.verdict(
                                        "io.example.CheckoutTest",
                                        "sums()",
                                        Verdict.VERDICT_FAILED,
                                        Samples.failed(1),
                                        Samples.failed(2)),
                                Samples.verdict("B", "never()", Verdict.VERDICT_NOT_RUN),
                                Samples.verdict(
                                        "C",
                                        "sometimes()",
                                        Verdict.VERDICT_INTERMITTENT,
                                        Samples.failed(1, "x.Y", "late", ""),
                                        Samples.passed(2))),
                        List.of("Reports: /tmp/reports")))
                .isEqualToNormalizingNewlines("""

                        FAILED       io.example.CheckoutTest#sums()
                            AssertionFailedError: expected: <1> but was: <2>
                                at io.example.Checkout.total(Checkout.java:42)
                                at app//io.example.CheckoutTest.sums(CheckoutTest.java:12)
                            red in each of 2 runs

                        NOT_RUN      B#never()
                            it was planned and never ran

                        INTERMITTENT: red and green on the same code. They don't make the build red; they are not well.
                          C#sometimes()
                            run 1: Y: late
                            run 2: passed

                        Slowest classes:
                            3.21 s      412 tests  io.example.SlowTest
                            950 ms         1 test  io.example.CheckoutTest

                        Time: 10.0 s from submission to end; no schedule on 2 slots is shorter than 9.00 s: efficiency 90 %
                              18.0 s of slot time, 55 classes, 3 runners started, 2 retests
                        History: 50 of 55 classes put in order by what they took in earlier builds
                        Reports: /tmp/reports

                        RED  11,132 passed, 1 failed, 1 not run, 1 intermittent of 11,135 tests  1 INTERMITTENT TEST
                        """);
    }

    @Test
    void tellsAGreenFirstBuildThatThereIsNoHistoryYet() {
        Build build = Samples.build(
                        BuildStatus.BUILD_STATUS_GREEN,
                        Counts.newBuilder().setPlanned(1).setPassed(1).build())
                .toBuilder()
                .setAccount(Account.newBuilder().setUnits(1).setSlots(1))
                .build();

        assertThat(summary.of(build, List.of(), List.of())).isEqualToNormalizingNewlines("""
                History: none yet of suite app; the next build puts the longest classes first by what they took now

                GREEN  1 passed of 1 test
                """);
    }

    @Test
    void countsWhatWasNotRunOnceABuildWasRedEnough() {
        Build.Builder build = Samples.build(
                        BuildStatus.BUILD_STATUS_RED,
                        Counts.newBuilder()
                                .setPlanned(9)
                                .setPassed(2)
                                .setFailed(1)
                                .setNotRun(6)
                                .build())
                .toBuilder()
                .setReason("stopped after 1 failed test, of 1 that it was to bear");
        build.getSpecBuilder().getSettingsBuilder().setMaxFailures(1);
        List<TestVerdict> verdicts = List.of(
                Samples.verdict("A", "sums()", Verdict.VERDICT_FAILED, Samples.failed(1), Samples.failed(2)),
                Samples.verdict("B", "never()", Verdict.VERDICT_NOT_RUN));

        String text = summary.of(build.build(), verdicts, List.of());
        assertThat(text)
                .contains("FAILED       A#sums()")
                .contains("stopped after 1 failed test, of 1 that it was to bear: 6 tests were not run\n")
                .contains("RED  2 passed, 1 failed, 6 not run of 9 tests")
                .doesNotContain("never()");

        StringBuilder json = new StringBuilder();
        SummaryJson.write(json, build.build(), verdicts);
        assertThat(json.toString()).contains("\"notRun\": 6", "sums()").doesNotContain("never()");
    }

    @Test
    void tellsWhyTheGridFailed() {
        Build build = Samples.build(BuildStatus.BUILD_STATUS_ERROR, Counts.getDefaultInstance()).toBuilder()
                .setReason("no tests found in /a")
                .build();

        assertThat(summary.of(build, List.of(), List.of())).isEqualTo("\nERROR: no tests found in /a\n");
    }

    @Test
    void isLoudAboutIntermittentTestsOfAGreenBuild() {
        Build build = Samples.build(
                BuildStatus.BUILD_STATUS_GREEN,
                Counts.newBuilder()
                        .setPlanned(2)
                        .setPassed(1)
                        .setIntermittent(1)
                        .build());

        assertThat(summary.of(build, List.of(), List.of())).contains("GREEN").contains("1 INTERMITTENT TEST");
    }
}
