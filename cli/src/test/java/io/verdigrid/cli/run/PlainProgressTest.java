package io.verdigrid.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.fakes.FakeConsole;
import io.verdigrid.cli.fakes.FakeTime;
import io.verdigrid.cli.fakes.Samples;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlainProgressTest {
    private final FakeTime time = new FakeTime();
    private final FakeConsole console = FakeConsole.plain();
    private final PlainProgress plain = new PlainProgress(console.console(), time);

    @Test
    void writesALineEachFiveSecondsAndAtEachTenth() {
        plain.submitted(Samples.build(BuildStatus.BUILD_STATUS_RUNNING, Counts.getDefaultInstance()));
        for (int second = 0; second < 20; second++) {
            plain.progress(Samples.progress(second, 100, 0));
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(console.out()).isEqualTo("""
                [0:00] build b1 of suite app
                [0:05] 5/100 tests, 5 %, 0 failed, slots 2/2, ETA 0:14
                [0:10] 10/100 tests, 10 %, 0 failed, slots 2/2, ETA 0:14
                [0:15] 15/100 tests, 15 %, 0 failed, slots 2/2, ETA 0:14
                """);
    }

    @Test
    void saysNothingWhileNothingMoves() {
        for (int second = 0; second < 60; second++) {
            plain.progress(Samples.progress(1, 100, 0));
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(console.out().lines()).hasSize(1);
    }

    @Test
    void tellsAFailureItsRetestAndThatItIsIntermittent() {
        plain.result(Samples.result("A", "a()", Verdict.VERDICT_PASSED, Samples.passed(1)));
        plain.result(Samples.result("A", "b()", Verdict.VERDICT_FAILED, Samples.failed(1, "X", "no\nmore", "")));
        plain.result(Samples.result("A", "b()", Verdict.VERDICT_INTERMITTENT, Samples.passed(2)));
        plain.result(Samples.result("A", "c()", Verdict.VERDICT_FAILED, Samples.failed(2, "X", "again", "")));

        assertThat(console.out()).isEqualTo("""
                FAILED       A#b()
                    X: no
                INTERMITTENT A#b(): green when it was run again
                STILL RED    A#c(): X: again
                """);
    }

    @Test
    void doesNotBuryTheFirstFailuresUnderAThousandOthers() {
        for (int i = 0; i < 1000; i++) {
            plain.result(Samples.result("A", "t" + i, Verdict.VERDICT_FAILED, Samples.failed(1, "X", "no", "")));
        }

        assertThat(console.out().lines())
                .hasSize(2 * ResultLines.MOST + 1)
                .last()
                .asString()
                .contains("more failures");
    }
}
