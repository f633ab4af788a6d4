package io.verdigrid.cli.browser.samples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Goes on for some seconds, and says so. Run by {@link io.verdigrid.cli.browser.DashboardIT}, not by the build. */
class SlowSample {
    @RepeatedTest(20)
    void slow(RepetitionInfo repetition) throws InterruptedException {
        System.out.println("repetition " + repetition.getCurrentRepetition() + " goes on");
        new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
    }
}
