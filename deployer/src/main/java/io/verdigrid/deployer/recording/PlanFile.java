package io.verdigrid.deployer.recording;

import io.verdigrid.deployer.judge.Budget;
import io.verdigrid.deployer.judge.Groups;
import io.verdigrid.deployer.judge.MetricPlan;
import io.verdigrid.deployer.judge.PushPlan;
import io.verdigrid.deployer.judge.Timing;
import io.verdigrid.deployer.metric.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the plan of a push from YAML; docs/judge.md has the keys. */
public final class PlanFile {
    private static final Duration USUAL_WATCH = Duration.ofMinutes(10);
    private static final Duration USUAL_STEP = Duration.ofSeconds(10);

    private final List<String> problems = new ArrayList<>();
    private final MetricFields metrics;

    private PlanFile(@Nullable Sources sources, Path folder) {
        metrics = new MetricFields(new SourceFields(sources, folder, problems), problems);
    }

    /**
     * Reads a plan.
     *
     * @param yaml its text
     * @param measured all hosts that have samples: the control, where the plan names none
     * @throws RecordingProblem with all that is wrong
     */
    public static PushPlan read(String yaml, Set<String> measured) {
        return new PlanFile(null, Path.of("")).plan(Fields.loaded(yaml), measured);
    }

    /**
     * Reads what a plan says of measuring; it needs no moment of a switch for that.
     *
     * @param yaml its text
     * @param folder that files with tokens are meant from
     * @throws RecordingProblem with all that is wrong
     */
    public static Measuring measuring(String yaml, Path folder, Sources sources) {
        Map<Object, Object> values = new LinkedHashMap<>(Fields.loaded(yaml));
        values.putIfAbsent("switched", Instant.EPOCH);
        PlanFile file = new PlanFile(sources, folder);
        PushPlan plan = file.plan(values, Set.of());
        return new Measuring(plan.groups().all(), plan.timing().step(), file.metrics.sources());
    }

    /**
     * Reads how all pushes of a fleet are judged: a plan's keys, without those that belong to one push.
     *
     * @param yaml its text
     * @param folder that files with tokens are meant from
     * @throws RecordingProblem with all that is wrong
     */
    public static JudgeRules rules(String yaml, Path folder, Sources sources) {
        return new PlanFile(sources, folder).rules(Fields.loaded(yaml));
    }

    private JudgeRules rules(Map<?, ?> values) {
        Fields all = Fields.of("", values, problems);
        Duration step = all.time("step", USUAL_STEP);
        List<MetricPlan> plans = metrics.plans(all, step);
        JudgeRules rules = new JudgeRules(
                all.time("before", USUAL_WATCH),
                all.time("settle", Duration.ZERO),
                step,
                all.time("history", Duration.ofHours(1)),
                budget(all),
                plans,
                metrics.sources());
        all.noOthers();
        if (step.isZero()) {
            problems.add("step: must be above 0");
        }
        for (MetricPlan plan : plans) {
            if (metrics.sources().stream().noneMatch(source -> source.metric().equals(plan.name()))) {
                problems.add("metrics." + plan.name() + ".from: is missing: where its samples come from");
            }
        }
        if (!problems.isEmpty()) {
            throw new RecordingProblem(problems);
        }
        return rules;
    }

    private PushPlan plan(Map<?, ?> values, Set<String> measured) {
        Fields all = Fields.of("", values, problems);
        String push = all.text("push", "push");
        Groups groups = groups(all.under("hosts"), measured);
        Timing timing = timing(all);
        List<MetricPlan> metrics = this.metrics.plans(all, all.time("step", USUAL_STEP));
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
}
