package io.verdigrid.cli.system.order;

import org.junit.jupiter.api.Test;

/** Leaves something behind; run by ReplayIT only. */
class FirstPolluter {
    @Test
    void harmless() {}

    @Test
    void leavesItBehind() {
        System.setProperty("verdigrid.order", "left behind");
    }
}
