package io.verdigrid.coordinator.scheduler;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The discovery of a module's tests. */
final class DiscoveryState extends Work {
    /** For people and for slots' bookkeeping only: discoveries go first whatever they take. */
    private static final long ESTIMATE_MS = 1_000;

    DiscoveryState(ModuleState module) {
        super(module, "");
    }

    @Override
    @Nullable
    UnitState unit() {
        return null;
    }

    /** Only the end of its lease settles it. */
    @Override
    boolean isOver() {
        return false;
    }

    @Override
    int rank() {
        return RANK_DISCOVERY;
    }

    @Override
    long estimateMs() {
        return ESTIMATE_MS;
    }

    @Override
    boolean fromHistory() {
        return true;
    }

    @Override
    int number() {
        return 1;
    }

    /** A discovery that dies leaves nothing to go on with. */
    @Override
    long progress() {
        return 0;
    }

    @Override
    boolean needsFreshRunner() {
        return false;
    }

    @Override
    List<Decision.Leaf> leaves() {
        return List.of();
    }

    @Override
    boolean allows(SlotState slot) {
        return true;
    }
}
