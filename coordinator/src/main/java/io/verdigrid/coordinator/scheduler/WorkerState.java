package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.scheduler.policy.LogRatios;
import io.verdigrid.coordinator.scheduler.policy.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A worker, connected or not. */
final class WorkerState {
    /** Single units say little of a host: history errs more on one than on many. */
    private static final long SPEED_TRUST_MS = 20_000;

    final String id;

    private List<SlotState> slots = List.of();
    private SortedMap<String, String> labels = new TreeMap<>();
    private WorkerStatus.State state = WorkerStatus.State.DISCONNECTED;
    private WorkerStatus.State beforeLoss = WorkerStatus.State.DISCONNECTED;
    private long heardMs;
    private final Pace speed = new Pace(SPEED_TRUST_MS);
    private LogRatios ratios = new LogRatios();
    private String asideFor = "";

    WorkerState(String id) {
        this.id = id;
    }

    /** A lease that should have taken so long, at its build's pace, took so long here. */
    void ran(long expectedMs, long tookMs) {
        speed.add(expectedMs, tookMs);
    }

    /** Of the leases that are long enough to tell something. */
    LogRatios ratios() {
        return ratios;
    }

    void forgetTimes() {
        ratios = new LogRatios();
    }

    /** Why it gets nothing; empty: it may get something. */
    String asideFor() {
        return asideFor;
    }

    /** @param why empty: it is aside no more, nor will it be when it is heard of again */
    void putAside(String why) {
        asideFor = why;
        if (why.isEmpty() && beforeLoss == WorkerStatus.State.PUT_ASIDE) {
            beforeLoss = WorkerStatus.State.READY;
        }
    }

    /** How many times as long as elsewhere leases take here, as far as is known. */
    double slowness() {
        return speed.factor();
    }

    List<SlotState> slots() {
        return slots;
    }

    SortedMap<String, String> labels() {
        return labels;
    }

    WorkerStatus.State state() {
        return state;
    }

    long heardMs() {
        return heardMs;
    }

    /** It can be given leases. */
    boolean takesWork() {
        return state == WorkerStatus.State.READY;
    }

    boolean isConnected() {
        return state == WorkerStatus.State.READY
                || state == WorkerStatus.State.DRAINING
                || state == WorkerStatus.State.PUT_ASIDE;
    }

    void become(WorkerStatus.State newState) {
        if (newState == WorkerStatus.State.LOST) {
            beforeLoss = state;
        }
        state = newState;
    }

    /** What it is again if it is heard of on the same connection; DISCONNECTED: it has none. */
    WorkerStatus.State beforeLoss() {
        return beforeLoss;
    }

    /** A lost worker's connection has ended too. */
    void gone() {
        beforeLoss = WorkerStatus.State.DISCONNECTED;
    }

    void heard(long nowMs) {
        heardMs = nowMs;
    }

    /** It said Hello; slots that it had before stay, with what runs in them. */
    void hello(int slotCount, SortedMap<String, String> newLabels) {
        List<SlotState> now = new ArrayList<>(slots.subList(0, Math.min(slotCount, slots.size())));
        while (now.size() < slotCount) {
            now.add(new SlotState(this, now.size()));
        }
        slots = now;
        labels = newLabels;
    }

    /** All leases it holds, slot by slot. */
    List<Lease> leases() {
        List<Lease> all = new ArrayList<>();
        for (SlotState slot : slots) {
            all.addAll(slot.leases());
        }
        return all;
    }

    int slotsBusy() {
        int busy = 0;
        for (SlotState slot : slots) {
            busy += slot.isIdle() ? 0 : 1;
        }
        return busy;
    }

    WorkerStatus status() {
        return new WorkerStatus(id, slots.size(), slotsBusy(), state, heardMs, labels, asideFor);
    }
}
