package io.verdigrid.deployer.watching;

import io.verdigrid.deployer.judge.Budget;
import io.verdigrid.deployer.judge.Groups;
import io.verdigrid.deployer.judge.Judge;
import io.verdigrid.deployer.judge.Judgement;
import io.verdigrid.deployer.judge.Levels;
import io.verdigrid.deployer.judge.MetricVerdict;
import io.verdigrid.deployer.judge.PushPlan;
import io.verdigrid.deployer.judge.Sample;
import io.verdigrid.deployer.judge.Timing;
import io.verdigrid.deployer.metric.MetricSource;
import io.verdigrid.deployer.recording.JudgeRules;
import io.verdigrid.deployer.rollout.Watch;
import io.verdigrid.protocol.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Measures at each look, and judges what was switched last.
 *
 * <p>In each step of a rollout canaries are the hosts that it switched; their control are all others, whether they have the
 * release already or not yet: neither changed meanwhile. So the last step, too, has a control. The steps share the budget of
 * false alarms. Called by one thread at a time.
 */
public final class JudgingWatch implements Watch {
    private static final int MOST_LOOKS = 20;

    private final JudgeRules rules;
    private final int steps;
    private final TimeSource time;
    private final Judge judge = new Judge();
    private final List<Sample> samples = new ArrayList<>();
    private final Set<String> before = new LinkedHashSet<>();
    private final Set<String> switched = new LinkedHashSet<>();
    private long push;
    private Instant measured = Instant.EPOCH;
    private Instant first = Instant.EPOCH;
    private Instant switchedAt = Instant.EPOCH;
    private Duration unseen = Duration.ZERO;

    /**
     * For one push after the other.
     *
     * @param steps how many steps a push has
     */
    public JudgingWatch(JudgeRules rules, int steps, TimeSource time) {
        this.rules = rules;
        this.steps = steps;
        this.time = time;
    }

    @Override
    public Look look(View view) throws InterruptedException {
        Instant now = time.instant();
        begin(view, now);
        List<String> problems = measure(view, now);
        if (view.phase() == Phase.BASELINE || view.switched().isEmpty()) {
            return new Look(Optional.empty(), String.join("; ", problems));
        }
        Judgement judgement = judge.judge(plan(view), samples, now.toEpochMilli());
        List<String> harms = judgement.metrics().stream()
                .filter(MetricVerdict::kills)
                .map(JudgingWatch::harm)
                .toList();
        if (!harms.isEmpty()) {
            return Look.harm("judge: " + String.join("; ", harms));
        }
        String verdicts = judgement.metrics().stream()
                .map(one -> one.metric().name() + " " + one.verdict())
                .collect(Collectors.joining(", "));
        problems.add(0, "look " + judgement.look() + ": " + verdicts);
        return new Look(Optional.empty(), String.join("; ", problems));
    }

    /** Notes what is new since the last look: a push, or hosts that were switched. */
    private void begin(View view, Instant now) {
        if (view.push() != push) {
            push = view.push();
            samples.clear();
            before.clear();
            switched.clear();
            measured = now.minus(view.since()).minus(rules.history());
            first = now.minus(view.since());
        }
        Set<String> all = new LinkedHashSet<>(view.switched());
        if (view.phase() != Phase.BASELINE && !before.containsAll(all) && !switched.equals(newly(all))) {
            if (view.since().isZero() || switched.isEmpty()) {
                before.addAll(switched);
                switched.clear();
                // Since the last look they were switched, one after the other: that time belongs to neither side.
                Instant last = samples.isEmpty() ? now.minus(view.since()) : measured;
                switchedAt = last;
                unseen = Duration.between(last, now.minus(view.since()));
            }
            switched.addAll(newly(all));
        }
    }

    private Set<String> newly(Set<String> all) {
        Set<String> newly = new LinkedHashSet<>(all);
        newly.removeAll(before);
        return newly;
    }

    private List<String> measure(View view, Instant now) throws InterruptedException {
        List<String> hosts = new ArrayList<>(view.switched());
        hosts.addAll(view.control());
        List<String> problems = new ArrayList<>();
        for (MetricSource source : rules.sources()) {
            MetricSource.Reading reading = source.read(hosts, measured, now);
            samples.addAll(reading.samples());
            problems.addAll(reading.problems());
        }
        measured = now;
        for (Sample sample : samples) {
            Instant at = Instant.ofEpochMilli(sample.atMillis());
            first = at.isBefore(first) ? at : first;
        }
        return problems;
    }

    private PushPlan plan(View view) {
        Set<String> canary = new LinkedHashSet<>(view.switched());
        canary.retainAll(switched);
        Set<String> control = new LinkedHashSet<>(view.switched());
        control.addAll(view.control());
        control.removeAll(switched);
        Groups groups = Groups.of(List.copyOf(canary.isEmpty() ? switched : canary), List.copyOf(control));
        Budget whole = rules.budget();
        Budget budget = new Budget(Math.max(1e-9, whole.falseAlarm() / steps), whole.falseSafe(), whole.spending());
        return new PushPlan(view.release(), groups, timing(view), rules.metrics(), budget, false);
    }

    private Timing timing(View view) {
        Duration step = rules.step();
        Duration seen = Duration.between(first, switchedAt);
        Duration baseline = whole(seen.compareTo(rules.before()) < 0 ? seen : rules.before(), step);
        Duration look = whole(view.planned().dividedBy(MOST_LOOKS), step);
        Duration settle = unseen.plus(rules.settle());
        return new Timing(
                switchedAt.toEpochMilli(),
                baseline,
                whole(settle.plus(step).minusMillis(1), step, 0),
                whole(view.planned(), look),
                look,
                step);
    }

    private static Duration whole(Duration time, Duration unit) {
        return whole(time, unit, 1);
    }

    private static Duration whole(Duration time, Duration unit, long least) {
        return unit.multipliedBy(Math.max(least, time.dividedBy(unit)));
    }

    private static String harm(MetricVerdict one) {
        Levels levels = one.levels();
        return String.format(
                Locale.ROOT,
                "%s is %s: %s (canary %.4g before, %.4g since; control %.4g before, %.4g since)",
                one.metric().name(),
                one.verdict(),
                one.reason(),
                levels.canaryBefore(),
                levels.canaryAfter(),
                levels.controlBefore(),
                levels.controlAfter());
    }
}
