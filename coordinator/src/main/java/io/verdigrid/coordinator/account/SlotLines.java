package io.verdigrid.coordinator.account;

import io.verdigrid.coordinator.scheduler.WorkerStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All slots of the grid; builds see what changes in them. */
final class SlotLines {
    private final Collection<BuildTimeline> builds;
    private final Map<String, List<SlotLine>> byWorker = new TreeMap<>();

    SlotLines(Collection<BuildTimeline> builds) {
        this.builds = builds;
    }

    List<SlotLine> all() {
        List<SlotLine> all = new ArrayList<>();
        byWorker.values().forEach(all::addAll);
        return all;
    }

    List<SlotLine> of(String workerId) {
        return byWorker.computeIfAbsent(workerId, id -> new ArrayList<>());
    }

    SlotLine of(String workerId, int slot) {
        List<SlotLine> slots = of(workerId);
        while (slots.size() <= slot) {
            slots.add(new SlotLine());
        }
        return slots.get(slot);
    }

    Set<String> workers() {
        return byWorker.keySet();
    }

    /** The worker is no more. */
    void forget(String workerId, long nowMs) {
        List<SlotLine> slots = byWorker.remove(workerId);
        for (SlotLine slot : slots == null ? List.<SlotLine>of() : slots) {
            if (slot.become(false, slot.labels())) {
                changed(slot, nowMs);
            }
        }
    }

    /** The worker takes work in its slots, or not. */
    void become(WorkerStatus worker, long nowMs) {
        boolean ready = worker.state() == WorkerStatus.State.READY;
        if (worker.slots() > 0) {
            of(worker.workerId(), worker.slots() - 1);
        }
        List<SlotLine> slots = of(worker.workerId());
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).become(ready && i < worker.slots(), worker.labels())) {
                changed(slots.get(i), nowMs);
            }
        }
    }

    void changed(SlotLine slot, long nowMs) {
        builds.forEach(build -> build.see(slot, nowMs));
    }
}
