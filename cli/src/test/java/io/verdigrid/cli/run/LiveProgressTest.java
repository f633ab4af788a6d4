package io.verdigrid.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.fakes.FakeConsole;
import io.verdigrid.cli.fakes.FakeTime;
import io.verdigrid.cli.fakes.Samples;
import io.verdigrid.protocol.common.v1.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveProgressTest {
    private final FakeTime time = new FakeTime();
    private final FakeConsole console = FakeConsole.terminal(60);
    private final LiveProgress live = new LiveProgress(console.console(), time);

    @Test
    void drawsAtMostFiveTimesASecond() {
        for (int done = 0; done < 100; done++) {
            live.progress(Samples.progress(done, 100, 0));
            time.advance(Duration.ofMillis(10));
        }

        assertThat(console.out().split("\r", -1)).hasSizeBetween(5, 7);
    }

    @Test
    void doesNotDrawWhatIsThereAlready() {
        live.progress(Samples.progress(1, 100, 0));
        String before = console.out();
        time.advance(Duration.ofSeconds(1));
        live.progress(Samples.progress(1, 100, 0));

        assertThat(console.out()).isEqualTo(before);
    }

    @Test
    void movesAFailureUpAboveTheLine() {
        live.progress(Samples.progress(1, 100, 0));
        live.result(Samples.result("io.example.CheckoutTest", "sums()", Verdict.VERDICT_FAILED, Samples.failed(1)));

        assertThat(console.out())
                .contains("\r\u001b[KFAILED       io.example.CheckoutTest#sums()\n")
                .contains("    AssertionFailedError: expected: <1> but was: <2>\n")
                .contains("        at io.example.Checkout.total(Checkout.java:42)\n")
                .endsWith("1/100 tests, 1 %  0 failed  slots 2/2  ETA 0:14");
    }

    @Test
    void isSilentOnceItIsOver() {
        live.progress(Samples.progress(1, 100, 0));
        live.interrupted();
        String atEnd = console.out();
        time.advance(Duration.ofSeconds(1));
        live.progress(Samples.progress(2, 100, 0));
        live.notice("late");

        assertThat(console.out()).isEqualTo(atEnd).endsWith("\r\u001b[K");
    }
}
