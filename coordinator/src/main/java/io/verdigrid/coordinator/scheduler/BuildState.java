package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.scheduler.policy.IntermittentRule;
import io.verdigrid.coordinator.scheduler.policy.Pace;
import io.verdigrid.coordinator.scheduler.policy.Requirements;
import io.verdigrid.coordinator.scheduler.policy.RetestRule;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An open build. */
final class BuildState {
    final String id;
    final BuildSettings settings;
    final long submittedAtMs;
    final long holdUntilMs;
    final RetestRule retestRule;
    final FailureLimit failures;
    final Blockers blockers;

    /** By name, in the order of the build's specification. */
    final Map<String, ModuleState> modules = new LinkedHashMap<>();

    final SlotPool pool;

    /** Of the grid. */
    final LockTable locks;

    final BuildTally tally = new BuildTally();
    final AccountBook book = new AccountBook();
    final BuildHealth health = new BuildHealth();
    final BuildNotices notices;

    /** Slots that hold leases of it. */
    final TreeSet<SlotState> busy = new TreeSet<>(SlotState.ORDER);

    /** Of those, the ones where leases wait behind the one that runs. */
    final TreeSet<SlotState> deep = new TreeSet<>(SlotState.ORDER);

    /** Slots that came to hold one lease of it in this event. */
    final TreeSet<SlotState> shallow = new TreeSet<>(SlotState.ORDER);

    private final Pace known = new Pace();
    private final Pace guessed = new Pace();
    private final Map<Verdict, String> firstUnsettled = new EnumMap<>(Verdict.class);
    private int openPlans;
    private int queued;
    private int queuedAlone;
    private long changes;
    private int leased;
    private int leasedAlone;
    private int revoking;
    private long plannedMs;
    private long copiedMs;
    private final long batchCapMs;

    BuildState(SchedulerEvent.BuildAdded added, SchedulerConfig config, LockTable locks, long nowMs) {
        this.locks = locks;
        id = added.buildId();
        settings = added.settings();
        submittedAtMs = added.submittedAtMs();
        holdUntilMs = added.holdUntilMs();
        IntermittentRule intermittent = new IntermittentRule(settings.judging(), settings.retests() > 0);
        retestRule = new RetestRule(settings.retests(), config.limits().massFailureFloor(), intermittent);
        blockers = new Blockers(intermittent);
        failures = new FailureLimit(settings.maxFailures(), retestRule);
        pool = new SlotPool(this, new Requirements(added.requirements()));
        notices = new BuildNotices(id, nowMs);
        batchCapMs = config.sharing().batchCapMs();
        for (String module : added.modules()) {
            modules.putIfAbsent(module, new ModuleState(this, module));
        }
        openPlans = modules.size();
    }

    /** A unit of this estimate was planned. */
    void planned(long estimateMs) {
        plannedMs += estimateMs;
    }

    /** All that was planned, as estimated. */
    long plannedMs() {
        return plannedMs;
    }

    /** So much of it is run a second time. */
    void copied(long estimateMs) {
        copiedMs += estimateMs;
    }

    long copiedMs() {
        return copiedMs;
    }

    /** Its resources are free, and it or others that want to be alone are alone. */
    boolean admits(Work work) {
        return !isRunningAlone() && (!work.isIsolated() || mayRunAlone()) && locks.admits(work);
    }

    private boolean mayRunAlone() {
        return leased == 0 && queued == queuedAlone && isPlanClosed() && locks.isQuiet(this);
    }

    /** What it runs now is to be alone. */
    boolean isRunningAlone() {
        return leasedAlone > 0;
    }

    /** Grows whenever the answers of {@link #admits} may be others than before. */
    long changes() {
        return 2 * (changes + locks.changes()) + (isPlanClosed() ? 1 : 0);
    }

    void count(Work work, int change) {
        changes++;
        switch (work.place()) {
            case QUEUED -> {
                queued += change;
                queuedAlone += work.isIsolated() ? change : 0;
            }
            case LEASED -> {
                leased += change;
                leasedAlone += work.isIsolated() ? change : 0;
            }
            case SPLIT, SETTLED -> {}
        }
    }

    void countRevoking(int change) {
        revoking += change;
    }

    int queued() {
        return queued;
    }

    int leased() {
        return leased;
    }

    /** Leases that were revoked and that the worker still holds. */
    int revoking() {
        return revoking;
    }

    /** Workers may still claim what they held before a restart. */
    boolean isHeld(long nowMs) {
        return nowMs < holdUntilMs;
    }

    boolean isPlanClosed() {
        return openPlans == 0;
    }

    /** One of its modules is discovered. */
    void planClosed() {
        openPlans--;
    }

    /** Something waits, and not only for resources or to be alone. */
    boolean hasWork() {
        if (queued > 0 && !isRunningAlone()) {
            for (ModuleState module : modules.values()) {
                if (module.queue.hasWork()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How estimates of this kind compare with what units took. */
    Pace pace(boolean fromHistory) {
        return fromHistory ? known : guessed;
    }

    long queuedMs() {
        long sum = 0;
        for (ModuleState module : modules.values()) {
            sum += module.queue.estimateMs(known, guessed);
        }
        return sum;
    }

    /** Slots that it could use beside those that it holds. */
    int slotsUsable() {
        int slots = 0;
        for (ModuleState module : modules.values()) {
            slots += module.queue.slotsUsable(known, guessed, batchCapMs);
        }
        return slots;
    }

    /** Slots that it holds or could use. */
    int slotsWanted() {
        return busy.size() + slotsUsable();
    }

    /** Nobody waits for it: what it holds may be taken from it at any time. */
    boolean isHunt() {
        return settings.lane() == Lane.HUNT;
    }

    /** Remembers the first test for which the grid failed, to name it. */
    void noteUnsettled(Verdict verdict, String uniqueId) {
        firstUnsettled.putIfAbsent(verdict, uniqueId);
    }

    String firstUnsettled(Verdict verdict) {
        return firstUnsettled.getOrDefault(verdict, "");
    }

    /** Slots that hold its leases changed what they hold. */
    void slotChanged(SlotState slot) {
        put(busy, slot, !slot.isIdle());
        put(deep, slot, slot.depth() > 1);
        put(shallow, slot, slot.depth() == 1);
    }

    private static void put(Set<SlotState> set, SlotState slot, boolean in) {
        if (in) {
            set.add(slot);
        } else {
            set.remove(slot);
        }
    }
}
