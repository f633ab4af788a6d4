package io.verdigrid.coordinator.model;

import java.util.List;

/**
 * A branch's gate for one suite.
 *
 * @param suite empty: for the branch, whatever the suite
 * @param blocks oldest first; some may have ended by themselves
 */
public record Trunk(String branch, String suite, List<TrunkBlock> blocks, Opening opened) {
    /** Copies its list. */
    public Trunk {
        blocks = List.copyOf(blocks);
    }

    /** The blocks that are in force at this time. */
    public List<TrunkBlock> blocksAt(long nowMs) {
        return blocks.stream().filter(block -> block.holdsAt(nowMs)).toList();
    }

    /**
     * How a trunk was opened last.
     *
     * @param atMs milliseconds since 1970; 0: never
     */
    public record Opening(long atMs, String by, String reason) {
        /** It never was. */
        public static final Opening NONE = new Opening(0, "", "");
    }
}
