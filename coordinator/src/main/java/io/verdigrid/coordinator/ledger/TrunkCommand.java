package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.TrunkBlock;
import java.util.List;

/** A fact about trunks. Each is idempotent, and has its time inside. */
public sealed interface TrunkCommand {
    /** Blocks a trunk for one more reason; a key that it has or had is a duplicate. An empty suite: whatever the suite. */
    record Block(String branch, String suite, TrunkBlock block) implements TrunkCommand {}

    /**
     * Takes blocks away.
     *
     * @param suite empty: of the branch and of all its suites
     * @param key empty: all of them
     */
    record Open(String branch, String suite, String key, String by, String reason, long atMs) implements TrunkCommand {}

    /** From now on red builds block these branches; {@code *} stands for any characters. */
    record Gate(List<String> branches) implements TrunkCommand {
        /** Copies its list. */
        public Gate {
            branches = List.copyOf(branches);
        }
    }
}
