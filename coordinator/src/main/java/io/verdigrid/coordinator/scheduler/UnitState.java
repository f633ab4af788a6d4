package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Isolation;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.Verdict;
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
    private boolean partial;
    private boolean ordered;
    /** To run its tests among all of the class was tried, and took the runner down. */
    private boolean apart;

    private long plannedMs;
    private long estimateMs;
    private int planned;
    /** Tests that nobody planned or registered: what JUnit runs under an id that differs from the planned one. */
    private int strangers;

    private boolean begun;
    private long progress;
    private int number = 1;
    private String redWorker = "";
    private int redSlot;
    private long slotTimeMs;
    private long fixtureMs;

    UnitState(ModuleState module, String unitId) {
        super(module, unitId);
        this.className = unitId;
    }

    /** What discovery said of it. */
    void plan(SchedulerEvent.UnitPlan plan) {
        className = plan.className();
        fromHistory = plan.fromHistory();
        partial = plan.partial();
        ordered = plan.ordered();
        plannedMs = Math.max(1, plan.estimateMs());
        for (SchedulerEvent.LeafPlan leaf : plan.leaves()) {
            LeafState state = leaves.get(leaf.uniqueId());
            if (state == null) {
                state = new LeafState(leaf.uniqueId(), "");
                leaves.put(leaf.uniqueId(), state);
            } else {
                strangers--;
            }
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
            leaves.put(uniqueId, leaf);
            strangers += registeredBy.isEmpty() ? 1 : 0;
        }
        Verdict before = leaf.verdict();
        boolean changed = leaf.record(attempt, outcome, torn);
        progress += changed ? 1 : 0;
        changeVerdict(leaf, before);
        if (attempt == number) {
            begun = true;
            due.remove(leaf);
        }
        return changed;
    }

    void sawRed(SlotState slot) {
        redWorker = slot.worker.id;
        redSlot = slot.index;
    }

    /** Planned leaves that registered tests and have ended. */
    void containersDone(Collection<String> uniqueIds) {
        for (String uniqueId : uniqueIds) {
            LeafState leaf = leaves.get(uniqueId);
            if (leaf != null) {
                progress += leaf.isContainerDone() ? 0 : 1;
                leaf.markContainerDone();
                if (number == 1) {
                    due.remove(leaf);
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
        missing.forEach(due::remove);
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
        if (after != null && after.isGridFailure()) {
            build().noteUnsettled(after, leaf.uniqueId);
        }
    }

    /** Settles all that is due with this outcome. */
    List<String> giveUp(Outcome outcome) {
        List<String> given = new ArrayList<>();
        for (LeafState leaf : due) {
            Verdict before = leaf.verdict();
            leaf.giveUp(number, outcome);
            changeVerdict(leaf, before);
            given.add(leaf.uniqueId);
        }
        due.clear();
        return given;
    }

    boolean isRoundOver() {
        return due.isEmpty();
    }

    /** Begins the next round if a test of this one asks for it, for the tests that still need it. */
    boolean beginRetest(RetestRule rule) {
        List<LeafState> red = redTests(rule);
        if (red.isEmpty()) {
            return false;
        }
        number++;
        begun = false;
        for (LeafState leaf : red) {
            if (leaf.outcome(number) == null) {
                due.add(leaf);
            }
        }
        return true;
    }

    boolean hasRetestDue(RetestRule rule) {
        return !redTests(rule).isEmpty();
    }

    private List<LeafState> redTests(RetestRule rule) {
        List<LeafState> red = new ArrayList<>();
        for (LeafState leaf : leaves.values()) {
            if (leaf.needsRetest(number, rule)) {
                red.add(leaf);
            }
        }
        return red;
    }

    void addTime(long slotMs, long outsideTestsMs) {
        slotTimeMs += Math.max(0, slotMs);
        fixtureMs += Math.max(0, outsideTestsMs);
    }

    @Override
    void queue() {
        long share = plannedMs * due.size() / Math.max(1, leaves.size());
        boolean all = due.size() >= planned || context() == Decision.Context.WHOLE;
        estimateMs = all ? plannedMs : Math.max(1, share);
        super.queue();
    }

    @Override
    List<Decision.Leaf> leaves() {
        if (!isTouched() && !partial && due.size() == planned) {
            return List.of();
        }
        Map<String, List<String>> finished = new LinkedHashMap<>();
        for (LeafState leaf : leaves.values()) {
            if (leaf.isDynamic() && leaf.outcome(number) != null) {
                finished.computeIfAbsent(leaf.registeredBy, id -> new ArrayList<>())
                        .add(leaf.uniqueId);
            }
        }
        List<Decision.Leaf> named = new ArrayList<>(due.size());
        for (LeafState leaf : due) {
            List<String> done = finished.getOrDefault(leaf.uniqueId, List.of());
            named.add(new Decision.Leaf(leaf.uniqueId, leaf.registeredBy, List.copyOf(done)));
        }
        return named;
    }

    /** Some of its tests have results. */
    private boolean isTouched() {
        return number > 1 || begun;
    }

    /** Where its tests need each other, what is left of it runs among all of them. */
    @Override
    Decision.Context context() {
        if (!isTouched() || partial || apart) {
            return Decision.Context.PLAIN;
        }
        if (ordered || hasRedWhenTorn()) {
            return Decision.Context.WHOLE;
        }
        return number == 1 ? Decision.Context.TORN : Decision.Context.PLAIN;
    }

    private boolean hasRedWhenTorn() {
        if (number > 1) {
            for (LeafState leaf : due) {
                if (leaf.isRedWhenTorn()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** To run its tests among all of the class takes the runner down. */
    void runApart() {
        apart = true;
    }

    @Override
    List<String> leftOut() {
        if (context() != Decision.Context.WHOLE) {
            return List.of();
        }
        Set<String> out = new LinkedHashSet<>();
        for (LeafState leaf : leaves.values()) {
            if (leaf.tookRunnerDown()) {
                out.add(leaf.isDynamic() ? leaf.registeredBy : leaf.uniqueId);
            }
        }
        for (LeafState leaf : due) {
            out.remove(leaf.uniqueId);
            out.remove(leaf.registeredBy);
        }
        return List.copyOf(out);
    }

    /** A retest goes to another worker than the one that saw red, if there is one, else to another slot. */
    @Override
    boolean allows(SlotState slot) {
        if (number == 1 || !slot.worker.id.equals(redWorker)) {
            return true;
        }
        if (build().pool.hasOther(redWorker, module.unable.keySet())) {
            return false;
        }
        return slot.index != redSlot || slot.worker.slots().size() == 1;
    }

    @Override
    int rank() {
        return number == 1 ? RANK_FRESH : RANK_RETEST;
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

    long slotTimeMs() {
        return slotTimeMs;
    }

    long fixtureMs() {
        return fixtureMs;
    }

    /** Tests that are due in this round. */
    int dueCount() {
        return due.size();
    }

    Collection<LeafState> all() {
        return leaves.values();
    }
}
