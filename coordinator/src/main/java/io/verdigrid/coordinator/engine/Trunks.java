package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.Ledger;
import io.verdigrid.coordinator.ledger.TrunkCommand;
import io.verdigrid.coordinator.model.Trunk;
import io.verdigrid.coordinator.model.TrunkBlock;
import io.verdigrid.coordinator.store.Store;
import io.verdigrid.coordinator.store.TrunkStore;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;

/**
 * The trunks of a grid.
 *
 * <p>Thread-safe. Stages complete when the change is durable, on the ledger's thread, which must not be blocked; they fail with
 * a LedgerFailure when the data can't be written.
 */
public final class Trunks {
    private final Ledger ledger;
    private final TrunkStore store;
    private final EngineClock clock;

    Trunks(Store store, EngineClock clock) {
        this.ledger = store.ledger();
        this.store = store.trunks();
        this.clock = clock;
    }

    /** Milliseconds since 1970, by which blocks end. */
    public long nowMs() {
        return clock.nowMs();
    }

    /** As {@link TrunkStore#trunks}; reads the disk. */
    public List<Trunk> list(String branch) {
        return store.trunks(branch);
    }

    /** Blocks a trunk with what the function makes of the time. */
    public CompletionStage<Void> block(String branch, String suite, LongFunction<TrunkBlock> block) {
        return commit(new TrunkCommand.Block(branch, suite, block.apply(clock.nowMs())));
    }

    /** Takes blocks away; see {@link TrunkCommand.Open} for what an empty suite or key means. */
    public CompletionStage<Void> open(String branch, String suite, String key, String by, String reason) {
        return commit(new TrunkCommand.Open(branch, suite, key, by, reason, clock.nowMs()));
    }

    /** From now on red builds block these branches. */
    public CompletionStage<Void> gate(List<String> branches) {
        return commit(new TrunkCommand.Gate(branches));
    }

    private CompletionStage<Void> commit(TrunkCommand command) {
        return ledger.commit(new Command.OfTrunk(command)).thenAccept(applied -> {});
    }
}
