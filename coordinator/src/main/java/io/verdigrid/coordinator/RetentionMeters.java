package io.verdigrid.coordinator;

import io.verdigrid.coordinator.metrics.GridMetrics;
import io.verdigrid.coordinator.retention.Retention;
import io.verdigrid.coordinator.retention.RetentionFigures;
import io.verdigrid.coordinator.store.files.FileBlobs;
import java.util.function.ToDoubleFunction;

/** Shows in the metrics what retention does, and what blobs take. */
final class RetentionMeters {
    private RetentionMeters() {}

    static void add(GridMetrics metrics, FileBlobs blobs, Retention retention) {
        metrics.gauge("verdigrid.blobs.bytes", "Of all blobs on disk", blobs, FileBlobs::bytes);
        add(metrics, retention, "builds", "Builds removed since the start", RetentionFigures::builds);
        add(metrics, retention, "classes", "Histories of classes removed since the start", RetentionFigures::units);
        add(metrics, retention, "blobs", "Unused blobs removed since the start", RetentionFigures::blobs);
        add(metrics, retention, "failures", "Rounds that ended early since the start", RetentionFigures::failures);
        add(
                metrics,
                retention,
                "round.seconds",
                "Of the last round, with its pauses",
                figures -> figures.lastRoundMs() / 1e3);
    }

    private static void add(
            GridMetrics metrics,
            Retention retention,
            String name,
            String description,
            ToDoubleFunction<RetentionFigures> figure) {
        metrics.gauge("verdigrid.retention." + name, description, retention, of -> figure.applyAsDouble(of.figures()));
    }
}
