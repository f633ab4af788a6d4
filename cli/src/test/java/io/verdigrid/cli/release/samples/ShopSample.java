package io.verdigrid.cli.release.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The suite of the shop that is rolled out. Run by {@link io.verdigrid.cli.release.ReleaseIT}, not by the build. */
class ShopSample {
    @Test
    void sells() {
        assertThat("shop").startsWith("s");
    }
}
