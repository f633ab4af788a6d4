package io.verdigrid.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Paint;
import io.verdigrid.cli.fakes.Samples;
import io.verdigrid.protocol.build.v1.Progress;
import io.verdigrid.protocol.common.v1.BuildStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
    private static final Paint NONE = new Paint(false);

    private final Progress progress = Samples.progress(1234, 11_135, 3);

    @Test
    void tellsEverythingWhereThereIsRoom() {
        assertThat(ProgressLine.live(progress, 120, NONE))
                .isEqualTo(
                        "[#-----------] 1,234/11,135 tests, 11 %  3 failed  slots 2/2  ETA 0:14  GammaTest, BetaTest");
    }

    @Test
    void leavesOutWhatMattersLeastWhereThereIsLittle() {
        assertThat(ProgressLine.live(progress, 60, NONE))
                .isEqualTo("1,234/11,135 tests, 11 %  3 failed  slots 2/2  ETA 0:14");
        assertThat(ProgressLine.live(progress, 38, NONE)).isEqualTo("1,234/11,135 tests, 11 %  3 failed");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 33, 40, 57, 76, 80, 100, 300})
    void isNeverAsWideAsTheTerminal(int width) {
        assertThat(ProgressLine.live(progress, width, NONE)).hasSizeLessThan(width);
    }

    @Test
    void coloursTheFailedOnly() {
        assertThat(ProgressLine.live(progress, 60, new Paint(true))).contains("\u001b[31m3 failed\u001b[0m");
        assertThat(ProgressLine.live(Samples.progress(5, 10, 0), 60, new Paint(true)))
                .doesNotContain("\u001b[31m");
    }

    @Test
    void saysWhatItWaitsForBeforeThereAreTests() {
        Progress.Builder discovering = Progress.newBuilder().setStatus(BuildStatus.BUILD_STATUS_DISCOVERING);

        assertThat(ProgressLine.plain(discovering.build())).isEqualTo("waiting for a worker");
        assertThat(ProgressLine.plain(discovering.setWorkers(1).build())).isEqualTo("discovering tests");
    }

    @Test
    void isOneLineInALog() {
        assertThat(ProgressLine.plain(progress)).isEqualTo("1,234/11,135 tests, 11 %, 3 failed, slots 2/2, ETA 0:14");
    }
}
