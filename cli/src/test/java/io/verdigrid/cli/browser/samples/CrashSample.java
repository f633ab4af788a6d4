package io.verdigrid.cli.browser.samples;

import org.junit.jupiter.api.Test;

/** Takes its JVM down. Run by {@link io.verdigrid.cli.browser.DashboardIT}, not by the build. */
class CrashSample {
    @Test
    void dies() {
        Runtime.getRuntime().halt(3);
    }
}
