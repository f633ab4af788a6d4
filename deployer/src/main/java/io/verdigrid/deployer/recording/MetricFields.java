package io.verdigrid.deployer.recording;

import io.verdigrid.deployer.judge.Bounds;
import io.verdigrid.deployer.judge.Kind;
import io.verdigrid.deployer.judge.Margin;
import io.verdigrid.deployer.judge.MetricPlan;
import io.verdigrid.deployer.judge.NoData;
import io.verdigrid.deployer.judge.Worse;
import io.verdigrid.deployer.metric.MetricSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the metrics of a plan, or takes the defaults where it names none. Not thread-safe: problems are collected. */
final class MetricFields {
    private static final String DEFAULTS = "default-metrics.yaml";

    private final SourceFields from;
    private final List<String> problems;
    private final List<MetricSource> sources = new ArrayList<>();

    MetricFields(SourceFields from, List<String> problems) {
        this.from = from;
        this.problems = problems;
    }

    /** The sources of the metrics that were read. */
    List<MetricSource> sources() {
        return sources;
    }

    List<MetricPlan> plans(Fields all, Duration step) {
        Fields named =
                all.has("metrics") ? all.under("metrics") : Fields.of("metrics", Fields.loaded(defaults()), problems);
        List<MetricPlan> plans = new ArrayList<>();
        for (String name : named.keys()) {
            Fields metric = named.under(name);
            try {
                plans.add(plan(name, metric));
            } catch (IllegalArgumentException e) {
                problems.add("metrics: " + e.getMessage());
            }
            if (metric.has("from")) {
                MetricSource source = from.read(name, metric.under("from"), step);
                if (source != null) {
                    sources.add(source);
                }
            }
            metric.noOthers();
        }
        if (named.keys().isEmpty()) {
            problems.add("metrics: names none; such as 'latency: {worse: higher, margin: 5 %}'");
        }
        return plans;
    }

    private static String defaults() {
        try (InputStream in = MetricFields.class.getResourceAsStream(DEFAULTS)) {
            if (in == null) {
                throw new IllegalStateException(DEFAULTS + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MetricPlan plan(String name, Fields metric) {
        Kind kind = metric.oneOf("kind", Kind.GAUGE, Kind.class);
        Worse worse = metric.oneOf("worse", Worse.HIGHER, Worse.class);
        Margin margin = metric.any(
                "margin",
                Margin.percent(kind == Kind.COUNT ? 50 : 5),
                "a percentage such as 5 %, or a number in the metric's unit, above 0",
                text -> text.endsWith("%")
                        ? Margin.percent(Double.parseDouble(
                                text.substring(0, text.length() - 1).strip()))
                        : Margin.absolute(Double.parseDouble(text)));
        double weight = metric.number("weight", 1);
        NoData noData = metric.oneOf("no-data", NoData.HOLD, NoData.class);
        Bounds bounds = new Bounds(
                metric.number("least", Double.NEGATIVE_INFINITY), metric.number("most", Double.POSITIVE_INFINITY));
        return new MetricPlan(name, kind, worse, margin, weight, noData, bounds);
    }
}
