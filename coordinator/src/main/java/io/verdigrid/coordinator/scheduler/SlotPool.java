package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.scheduler.policy.Requirements;
import java.util.LinkedHashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** The slots that a build can use: those of connected workers that fit its requirements and do not drain. */
final class SlotPool {
    private final BuildState build;
    private final Requirements requirements;
    private final TreeSet<String> workers = new TreeSet<>();
    private final TreeSet<SlotState> idle = new TreeSet<>(SlotState.ORDER);

    /** Of the idle ones, those whose runner is this build's. */
    private final TreeSet<SlotState> warm = new TreeSet<>(SlotState.ORDER);

    private final Set<String> everSeen = new LinkedHashSet<>();
    private int slots;
    private int mostSlots;
    private long grownAtMs = Long.MIN_VALUE;

    SlotPool(BuildState build, Requirements requirements) {
        this.build = build;
        this.requirements = requirements;
    }

    boolean fits(WorkerState worker) {
        return requirements.fits(worker.labels());
    }

    void enter(WorkerState worker) {
        if (worker.takesWork() && fits(worker) && workers.add(worker.id)) {
            everSeen.add(worker.id);
            slots += worker.slots().size();
            if (slots > mostSlots) {
                mostSlots = slots;
                grownAtMs = worker.heardMs();
            }
            worker.slots().forEach(this::offer);
        }
    }

    void leave(WorkerState worker) {
        if (workers.remove(worker.id)) {
            slots -= worker.slots().size();
            worker.slots().forEach(this::take);
        }
    }

    /** The slot may have become idle. */
    void offer(SlotState slot) {
        if (slot.isIdle() && workers.contains(slot.worker.id)) {
            idle.add(slot);
            ModuleState runner = slot.runner();
            if (runner != null && runner.build.equals(build)) {
                warm.add(slot);
            }
        }
    }

    void take(SlotState slot) {
        idle.remove(slot);
        warm.remove(slot);
    }

    /** The worker can be given its units. */
    boolean has(WorkerState worker) {
        return workers.contains(worker.id);
    }

    NavigableSet<SlotState> idle() {
        return idle;
    }

    NavigableSet<SlotState> warm() {
        return warm;
    }

    /** Another worker than this one, and none of those, could take work. */
    boolean hasOther(String worker, Set<String> unable) {
        for (String id : workers) {
            if (!id.equals(worker) && !unable.contains(id)) {
                return true;
            }
        }
        return false;
    }

    /** Workers that could take its units at some time. */
    Set<String> everSeen() {
        return everSeen;
    }

    int workers() {
        return workers.size();
    }

    int slots() {
        return slots;
    }

    /** When it last had more slots than ever before. */
    long grownAtMs() {
        return grownAtMs;
    }

    int mostSlots() {
        return mostSlots;
    }

    Requirements requirements() {
        return requirements;
    }
}
