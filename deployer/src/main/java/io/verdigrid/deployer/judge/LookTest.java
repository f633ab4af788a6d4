package io.verdigrid.deployer.judge;

import org.jspecify.annotations.Nullable;

/** A test of canaries against their control. Pure. */
interface LookTest {
    /** What a window shows; null where canary or control has no data, or nothing tells how restless they are. */
    @Nullable
    Evidence at(Window window);

    /** The test for a metric. */
    static LookTest of(MetricPlan metric, Panel panel, long stepMillis) {
        return switch (metric.kind()) {
            case GAUGE -> new GaugeTest(panel, metric.margin());
            case COUNT -> new CountTest(panel, stepMillis);
        };
    }
}
