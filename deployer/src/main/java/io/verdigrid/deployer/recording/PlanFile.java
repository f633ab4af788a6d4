package io.verdigrid.deployer.recording;

import io.verdigrid.deployer.judge.Bounds;
import io.verdigrid.deployer.judge.Budget;
import io.verdigrid.deployer.judge.Groups;
import io.verdigrid.deployer.judge.Kind;
import io.verdigrid.deployer.judge.Margin;
import io.verdigrid.deployer.judge.MetricPlan;
import io.verdigrid.deployer.judge.NoData;
import io.verdigrid.deployer.judge.PushPlan;
import io.verdigrid.deployer.judge.Timing;
import io.verdigrid.deployer.judge.Worse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the plan of a push from YAML; docs/judge.md has the keys. */
public final class PlanFile {
    private static final Duration USUAL_WATCH = Duration.ofMinutes(10);
    private static final Duration USUAL_STEP = Duration.ofSeconds(10);

    private final List<String> problems = new ArrayList<>();

    private PlanFile() {}

    /**
     * Reads a plan.
     *
     * @param yaml its text
     * @param measured all hosts that have samples: the control, where the plan names none
     * @throws RecordingProblem with all that is wrong
     */
    public static PushPlan read(String yaml, Set<String> measured) {
        return new PlanFile().plan(yaml, measured);
    }

    private PushPlan plan(String yaml, Set<String> measured) {
        Fields all = Fields.of("", loaded(yaml), problems);
        String push = all.text("push", "push");
        Groups groups = groups(all.under("hosts"), measured);
        Timing timing = timing(all);
        List<MetricPlan> metrics = metrics(all.under("metrics"));
        Budget budget = budget(all);
        boolean hold = all.any("without-power", false, "go or hold", text -> switch (text) {
            case "go" -> false;
            case "hold" -> true;
            default -> throw new IllegalArgumentException();
        });
        all.noOthers();
        if (!problems.isEmpty() || groups == null || timing == null) {
            throw new RecordingProblem(problems);
        }
        return new PushPlan(push, groups, timing, metrics, budget, hold);
    }

    private @Nullable Object loaded(String yaml) {
        try {
            return new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(yaml);
        } catch (MarkedYamlEngineException e) {
            String at = e.getProblemMark()
                    .map(mark -> "line " + (mark.getLine() + 1) + ": ")
                    .orElse("");
            throw new RecordingProblem(List.of("no YAML: " + at + e.getProblem()));
        } catch (YamlEngineException e) {
            throw new RecordingProblem(List.of("no YAML: " + e.getMessage()));
        }
    }

    private @Nullable Groups groups(Fields hosts, Set<String> measured) {
        List<String> canary = hosts.names("canary");
        List<String> sham = hosts.names("sham");
        List<String> ignored = hosts.names("ignore");
        List<String> control = hosts.names("control");
        if (!hosts.has("control")) {
            Set<String> others = new LinkedHashSet<>(measured);
            canary.forEach(others::remove);
            sham.forEach(others::remove);
            ignored.forEach(others::remove);
            control = List.copyOf(others);
        }
        hosts.noOthers();
        for (String host : canary) {
            if (!measured.isEmpty() && !measured.contains(host)) {
                problems.add("hosts.canary: '" + host + "' has no sample; measured are " + some(measured));
            }
        }
        try {
            return new Groups(canary, control, sham);
        } catch (IllegalArgumentException e) {
            problems.add("hosts." + e.getMessage());
            return null;
        }
    }

    private static String some(Set<String> hosts) {
        List<String> first = hosts.stream().sorted().limit(5).toList();
        return String.join(", ", first) + (hosts.size() > 5 ? " and " + (hosts.size() - 5) + " more" : "");
    }

    private @Nullable Timing timing(Fields all) {
        Instant switched = all.moment("switched");
        Duration watch = all.time("watch", USUAL_WATCH);
        Duration step = all.time("step", USUAL_STEP);
        Duration before = all.time("before", watch);
        Duration settle = all.time("settle", Duration.ZERO);
        Duration look = all.time("look", usualLook(watch));
        if (switched == null) {
            return null;
        }
        try {
            return new Timing(switched.toEpochMilli(), before, settle, watch, look, step);
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static Duration usualLook(Duration watch) {
        Duration minute = Duration.ofMinutes(1);
        return watch.compareTo(minute) < 0
                ? watch
                : watch.compareTo(Duration.ofHours(1)) > 0 ? watch.dividedBy(20) : minute;
    }

    private Budget budget(Fields all) {
        try {
            return new Budget(
                    all.share("false-alarm", Budget.USUAL.falseAlarm()),
                    all.share("false-safe", Budget.USUAL.falseSafe()),
                    all.number("spending", Budget.USUAL.spending()));
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Budget.USUAL;
        }
    }

    private List<MetricPlan> metrics(Fields named) {
        List<MetricPlan> metrics = new ArrayList<>();
        for (String name : named.keys()) {
            Fields metric = named.under(name);
            try {
                metrics.add(metric(name, metric));
            } catch (IllegalArgumentException e) {
                problems.add("metrics: " + e.getMessage());
            }
            metric.noOthers();
        }
        if (named.keys().isEmpty()) {
            problems.add("metrics: names none; such as 'latency: {worse: higher, margin: 5 %}'");
        }
        return metrics;
    }

    private static MetricPlan metric(String name, Fields metric) {
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
