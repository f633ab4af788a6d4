package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Isolation;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.ResourceLock;
import io.verdigrid.coordinator.model.TestPast;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.scheduler.policy.GridResources;
import io.verdigrid.coordinator.scheduler.policy.RetestRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A unit: its tests, and the round that it is in. In round n, tests are due for their attempt n: in the first all planned
 * leaves, in the others those that were red. A round is over when nothing is due.
 */
final class UnitState extends Work {
    private final Map<String, LeafState> leaves = new LinkedHashMap<>();

    /** Leaves that need an attempt of the round's number. */
    private final Set<LeafState> due = new LinkedHashSet<>();

    private String className;
    private boolean fromHistory;
    private Map<String, TestPast> pasts = Map.of();

    /** Of its round: it stays the same while the unit is queued, whatever late results say. */
    private int rank = RANK_FRESH;

    private final ClassContext classContext = new ClassContext();
    private List<ResourceLock> locks = List.of();
    private boolean isolated;
    private boolean whole;

    private final UnitParts parts = new UnitParts();
    private long plannedMs;
    private long plannedFixtureMs;
    private long estimateMs;
    private int planned;
    /** Tests that nobody planned or registered: what JUnit runs under an id that differs from the planned one. */
    private int strangers;

    private boolean begun;
    private long progress;
    private int number = 1;
    private final RetestPlace retestPlace = new RetestPlace();
    private final UnitTimes times = new UnitTimes();

    UnitState(ModuleState module, String unitId) {
        super(module, unitId);
        this.className = unitId;
    }

    /** What discovery said of it. */
    void plan(SchedulerEvent.UnitPlan plan) {
        className = plan.className();
        pasts = plan.pasts();
        fromHistory = plan.estimate().fromHistory();
        classContext.plan(plan.partial(), plan.ordered());
        GridResources resources = build().locks.resources;
        locks = resources.ofGrid(plan.neighbours().locks());
        isolated = GridResources.isolates(plan.neighbours());
        whole = !resources.onePiece(plan.neighbours()).isEmpty();
        plannedMs = Math.max(1, plan.estimate().millis());
        plannedFixtureMs = Math.min(plannedMs, Math.max(0, plan.estimate().fixtureMs()));
        for (SchedulerEvent.LeafPlan leaf : plan.leaves()) {
            strangers -= leaves.containsKey(leaf.uniqueId()) ? 1 : 0;
            LeafState state = leaves.computeIfAbsent(leaf.uniqueId(), id -> new LeafState(id, ""));
            state.planned(leaf.estimateUs());
            state.past(pasts.getOrDefault(leaf.uniqueId(), TestPast.NONE));
            planned++;
            if (state.outcome(1) == null) {
                due.add(state);
            }
        }
    }

    boolean isPlanned() {
        return planned > 0;
    }

    /** False: known already. */
    boolean record(String uniqueId, String registeredBy, int attempt, Outcome outcome, boolean torn) {
        LeafState leaf = leaves.get(uniqueId);
        if (leaf == null) {
            leaf = new LeafState(uniqueId, registeredBy);
            leaf.past(pasts.getOrDefault(uniqueId, TestPast.NONE));
            leaves.put(uniqueId, leaf);
            strangers += registeredBy.isEmpty() ? 1 : 0;
        }
        Verdict before = leaf.verdict();
        boolean changed = leaf.record(attempt, outcome, torn);
        if (changed) {
            progressed(leaf);
        }
        changeVerdict(leaf, before);
        if (attempt == number) {
            begun = true;
            done(leaf);
        }
        return changed;
    }

    private void progressed(LeafState leaf) {
        progress++;
        PartState part = partOf(leaf);
        if (part != null) {
            part.progressed();
        }
    }

    /** The open part that has the test, or the leaf that registered it. */
    private @Nullable PartState partOf(LeafState leaf) {
        LeafState registering = leaf.isDynamic() ? leaves.get(leaf.registeredBy) : leaf;
        return parts.isEmpty() || registering == null ? null : parts.of(registering);
    }

    private void done(LeafState leaf) {
        due.remove(leaf);
        parts.done(leaf);
    }

    /** Of what is leased as this work. */
    Collection<LeafState> dueIn(Work work) {
        return work instanceof PartState part ? part.due() : due;
    }

    UnitParts parts() {
        return parts;
    }

    Set<LeafState> due() {
        return due;
    }

    /** Its tests may run apart from each other, and more than one is due for the first time. */
    boolean mayBeSplit() {
        return number == 1 && !whole && classContext.isFree() && due.size() > 1;
    }

    /** No two of its tests may run at the same time. */
    boolean isWhole() {
        return whole;
    }

    @Override
    boolean isIsolated() {
        return isolated;
    }

    @Override
    List<ResourceLock> locks() {
        return locks;
    }

    void sawRed(String uniqueId, SlotState slot) {
        retestPlace.sawRed(slot);
        LeafState leaf = leaves.get(uniqueId);
        if (leaf != null) {
            leaf.sawRed(slot.worker);
            build().failures.judge(leaf, leaf.verdict());
        }
    }

    /** The worker on which the test was red last; empty: none. */
    String redAt(String uniqueId) {
        LeafState leaf = leaves.get(uniqueId);
        return leaf == null ? "" : leaf.redAt();
    }

    /** What was red on this worker is to run again, whatever the rule; gives how many tests that are. */
    int distrust(String worker) {
        int tests = 0;
        for (LeafState leaf : leaves.values()) {
            if (leaf.redAt().equals(worker) && leaf.distrust(number)) {
                build().failures.judge(leaf, leaf.verdict());
                tests++;
            }
        }
        return tests;
    }

    /** Planned leaves that registered tests and have ended. */
    void containersDone(Collection<String> uniqueIds) {
        for (String uniqueId : uniqueIds) {
            LeafState leaf = leaves.get(uniqueId);
            if (leaf != null) {
                if (!leaf.isContainerDone()) {
                    progressed(leaf);
                }
                leaf.markContainerDone();
                if (number == 1) {
                    done(leaf);
                }
            }
        }
    }

    /**
     * A lease ran to its end, and these of its tests were not found: they vanished if as many others came in their stead,
     * else they were not run. In a retest they stay as they are.
     */
    void judgeMissing(@Nullable Lease lease) {
        List<LeafState> missing = new ArrayList<>();
        for (LeafState leaf : due) {
            if (lease == null || lease.covers(leaf.uniqueId)) {
                missing.add(leaf);
            }
        }
        missing.forEach(this::done);
        if (number > 1 || missing.isEmpty()) {
            return;
        }
        boolean replaced = strangers >= missing.size();
        strangers -= replaced ? missing.size() : 0;
        for (LeafState leaf : missing) {
            if (replaced) {
                leaf.markVanished();
            } else {
                leaf.markNotRun();
                changeVerdict(leaf, null);
            }
        }
    }

    private void changeVerdict(LeafState leaf, @Nullable Verdict before) {
        Verdict after = leaf.verdict();
        build().tally.change(before, after);
        build().failures.judge(leaf, after);
        build().blockers.judge(leaf, after);
        if (after != null && after.isGridFailure()) {
            build().noteUnsettled(after, leaf.uniqueId);
        }
    }

    /** Settles all that is due in this part, or in all of the unit, with this outcome. */
    List<String> giveUp(Work work, Outcome outcome) {
        List<String> given = new ArrayList<>();
        for (LeafState leaf : List.copyOf(work instanceof PartState part ? part.due() : due)) {
            Verdict before = leaf.verdict();
            leaf.giveUp(number, outcome);
            changeVerdict(leaf, before);
            given.add(leaf.uniqueId);
            done(leaf);
        }
        return given;
    }

    @Override
    boolean isOver() {
        return due.isEmpty();
    }

    @Override
    UnitState unit() {
        return this;
    }

    /** Begins the next round if a test of this one asks for it, for the tests that still need it. */
    boolean beginRetest(RetestRule rule) {
        List<LeafState> red = redTests(rule);
        if (red.isEmpty()) {
            return false;
        }
        number++;
        begun = false;
        red.stream().filter(leaf -> leaf.outcome(number) == null).forEach(due::add);
        // What passed and runs again because it is new can wait.
        rank = due.stream().noneMatch(LeafState::isEverRed) ? RANK_FRESH : RANK_RETEST;
        return true;
    }

    /** Its tests of which this round asks for another attempt. */
    List<LeafState> redTests(RetestRule rule) {
        List<LeafState> red = new ArrayList<>();
        for (LeafState leaf : leaves.values()) {
            if (leaf.needsRetest(number, rule)) {
                red.add(leaf);
            }
        }
        return red;
    }

    UnitTimes times() {
        return times;
    }

    /** The longest time for which it held a slot that could not have been shared out. */
    long indivisibleMs() {
        return parts.wereMade() ? times.longestMs() : times.slotTimeMs();
    }

    @Override
    void queue() {
        boolean all = due.size() >= planned || context() == Decision.Context.WHOLE;
        estimateMs = all ? plannedMs : estimateMs(due);
        super.queue();
    }

    /** How long these of its tests will hold a slot. */
    long estimateMs(Collection<LeafState> some) {
        long us = 0;
        for (LeafState leaf : some) {
            us += leaf.estimateUs();
        }
        return Math.max(1, plannedFixtureMs + us / 1000);
    }

    long plannedMs() {
        return plannedMs;
    }

    long plannedFixtureMs() {
        return plannedFixtureMs;
    }

    @Override
    List<Decision.Leaf> leaves() {
        if (!isTouched() && !classContext.isPartial() && due.size() == planned) {
            return List.of();
        }
        return named(due);
    }

    /** These of its tests as a lease names them. */
    List<Decision.Leaf> named(Collection<LeafState> some) {
        return LeafState.named(some, leaves.values(), number);
    }

    /** Some of its tests have results. */
    private boolean isTouched() {
        return number > 1 || begun;
    }

    @Override
    Decision.Context context() {
        return isTouched() ? classContext.of(number, due) : Decision.Context.PLAIN;
    }

    /** To run its tests among all of the class takes the runner down. */
    void runApart() {
        classContext.runApart();
    }

    @Override
    List<String> leftOut() {
        return context() == Decision.Context.WHOLE ? ClassContext.leftOut(leaves.values(), due) : List.of();
    }

    @Override
    boolean mayGoTo(SlotState slot) {
        return super.mayGoTo(slot) && (number == 1 || retestPlace.allows(slot, module));
    }

    @Override
    boolean allows(SlotState slot) {
        return build().admits(this) && (number == 1 || retestPlace.allows(slot, module));
    }

    @Override
    int rank() {
        return rank;
    }

    @Override
    long estimateMs() {
        return estimateMs;
    }

    @Override
    boolean fromHistory() {
        return fromHistory;
    }

    @Override
    int number() {
        return number;
    }

    @Override
    long progress() {
        return progress;
    }

    @Override
    boolean needsFreshRunner() {
        return number > 1
                || context() == Decision.Context.WHOLE
                || build().settings.isolation() == Isolation.CLASS;
    }

    String className() {
        return className;
    }

    Collection<LeafState> all() {
        return leaves.values();
    }
}
