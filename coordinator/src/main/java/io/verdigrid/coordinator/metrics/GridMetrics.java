package io.verdigrid.coordinator.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.verdigrid.coordinator.engine.EngineProbe;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.scheduler.SchedulerLoad;
import io.verdigrid.coordinator.scheduler.SlotsWanted;
import io.verdigrid.coordinator.scheduler.WorkerStatus;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The grid's meters; their names begin with {@code verdigrid_}, those of the JVM with {@code jvm_}. Thread-safe. */
public final class GridMetrics implements EngineProbe, AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Map<Outcome, Counter> attempts = new EnumMap<>(Outcome.class);
    private final Map<BuildStatus, Counter> builds = new EnumMap<>(BuildStatus.class);
    private final Timer commits;
    private final MultiGauge wanted;
    private volatile SchedulerLoad load = SchedulerLoad.NONE;

    /** Meters that all stand at nothing. */
    public GridMetrics() {
        for (Outcome outcome : Outcome.values()) {
            attempts.put(
                    outcome,
                    Counter.builder("verdigrid.attempts")
                            .description("Attempts recorded, by outcome")
                            .tag("outcome", word(outcome))
                            .register(registry));
        }
        for (BuildStatus status : BuildStatus.values()) {
            if (status.isEnd()) {
                builds.put(
                        status,
                        Counter.builder("verdigrid.builds.ended")
                                .description("Builds ended, by status")
                                .tag("status", word(status))
                                .register(registry));
            }
        }
        commits = Timer.builder("verdigrid.ledger.commit")
                .description("From a command's commit until it is durable and applied")
                .serviceLevelObjectives(buckets())
                .register(registry);
        loadGauge("verdigrid.builds.open", "Builds that have not ended", SchedulerLoad::buildsOpen);
        loadGauge("verdigrid.queue.depth", "Discoveries and units that wait for a slot", SchedulerLoad::unitsQueued);
        loadGauge("verdigrid.units.running", "Discoveries and units that a worker holds", SchedulerLoad::unitsRunning);
        loadGauge("verdigrid.slots.busy", "Slots of connected workers that hold a lease", SchedulerLoad::slotsBusy);
        loadGauge("verdigrid.slots", "Slots of connected workers", SchedulerLoad::slots);
        for (WorkerStatus.State state : WorkerStatus.State.values()) {
            Gauge.builder(
                            "verdigrid.workers",
                            this,
                            m -> m.load.workersByState().getOrDefault(state, 0))
                    .description("Workers, by state")
                    .tag("state", word(state))
                    .register(registry);
        }
        wanted = MultiGauge.builder("verdigrid.slots.wanted")
                .description("Slots that open builds hold or could use now, by lane and required labels")
                .register(registry);
        register(load.wanted());
        bindJvm();
    }

    private void bindJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        gc.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    private static Duration[] buckets() {
        return new Duration[] {
            Duration.ofMillis(1),
            Duration.ofMillis(3),
            Duration.ofMillis(10),
            Duration.ofMillis(30),
            Duration.ofMillis(100),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3)
        };
    }

    private void loadGauge(String name, String description, ToDoubleFunction<SchedulerLoad> value) {
        Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.load))
                .description(description)
                .register(registry);
    }

    /** Shows a figure that is read when somebody asks. */
    public <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
        Gauge.builder(name, source, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void attempt(Outcome outcome) {
        count(attempts, outcome);
    }

    @Override
    public void buildEnded(BuildStatus status) {
        count(builds, status);
    }

    private static <K extends Enum<K>> void count(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void committed(long nanos) {
        commits.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void load(SchedulerLoad now) {
        List<SlotsWanted> before = load.wanted();
        load = now;
        if (!now.wanted().equals(before)) {
            register(now.wanted());
        }
    }

    private void register(List<SlotsWanted> rows) {
        wanted.register(rows.stream().map(GridMetrics::row).toList(), true);
    }

    private static MultiGauge.Row<Number> row(SlotsWanted wanted) {
        return MultiGauge.Row.of(Tags.of("lane", word(wanted.lane()), "labels", wanted.labels()), wanted.slots());
    }

    /** A call of a method of ours has ended. */
    void call(String method, String status, long nanos) {
        Timer.builder("verdigrid.rpc")
                .description("Calls of one answer, from their start to their end")
                .tag("method", method)
                .tag("status", status)
                .serviceLevelObjectives(buckets())
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A stream of a method of ours has ended. */
    void stream(String method, String status) {
        Counter.builder("verdigrid.rpc.streams.ended")
                .description("Streams ended")
                .tag("method", method)
                .tag("status", status)
                .register(registry)
                .increment();
    }

    /** All meters in Prometheus' text format. */
    String scrape() {
        return registry.scrape();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
