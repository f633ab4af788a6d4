package io.verdigrid.coordinator.account;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A slot with the leases that it has, the one that runs first. */
final class SlotLine {
    private final Deque<LeaseLine> leases = new ArrayDeque<>(2);
    private Map<String, String> labels = Map.of();
    private boolean ready;

    /** Its worker takes work, or not; it has these labels. The answer is whether that is new. */
    boolean become(boolean takesWork, Map<String, String> workerLabels) {
        boolean changes = takesWork != ready || !workerLabels.equals(labels);
        ready = takesWork;
        labels = workerLabels;
        return changes;
    }

    boolean isReady() {
        return ready;
    }

    Map<String, String> labels() {
        return labels;
    }

    Deque<LeaseLine> leases() {
        return leases;
    }

    @Nullable
    LeaseLine head() {
        return leases.peek();
    }
}
