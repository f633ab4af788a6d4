package io.verdigrid.cli.trunk;

import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.protocol.trunk.v1.Block;
import io.verdigrid.protocol.trunk.v1.Trunk;
import io.verdigrid.protocol.trunk.v1.TrunkState;
import java.time.Duration;
import java.util.Locale;

/** Says of trunks where they stand. Immutable. */
public final class TrunkText {
    private final long nowMs;

    /**
     * As of a moment.
     *
     * @param nowMs milliseconds since 1970
     */
    public TrunkText(long nowMs) {
        this.nowMs = nowMs;
    }

    /** Some lines, each with its end. */
    public String of(Trunk trunk) {
        StringBuilder text = new StringBuilder(name(trunk)).append(' ').append(state(trunk));
        if (trunk.getBlocksCount() == 0 && trunk.getOpenedAtMs() > 0) {
            String by = trunk.getOpenedBy().isEmpty() ? "" : " by " + trunk.getOpenedBy();
            String why = trunk.getOpenedFor().isEmpty() ? "" : ": " + trunk.getOpenedFor();
            text.append(", opened ")
                    .append(ago(trunk.getOpenedAtMs()))
                    .append(by)
                    .append(why);
        }
        text.append('\n');
        trunk.getBlocksList()
                .forEach(block -> text.append("  ").append(line(block)).append('\n'));
        return text.toString();
    }

    /** Whether a block is in force. */
    public static boolean isBlocked(Trunk trunk) {
        return trunk.getState() == TrunkState.TRUNK_STATE_BLOCKED;
    }

    /** A block without its line's end. */
    public String line(Block block) {
        StringBuilder text = new StringBuilder(block.getReason());
        text.append(" (").append(block.getKey()).append(", ").append(ago(block.getSinceMs()));
        if (!block.getBy().isEmpty()) {
            text.append(", by ").append(block.getBy());
        }
        if (block.getUntilMs() > 0) {
            text.append(", ends in ").append(HumanTime.of(Duration.ofMillis(Math.max(0, block.getUntilMs() - nowMs))));
        }
        return text.append(')').toString();
    }

    private String ago(long atMs) {
        return HumanTime.clock(Math.max(0, nowMs - atMs) / 1000) + " ago";
    }

    private static String name(Trunk trunk) {
        return trunk.getBranch() + (trunk.getSuite().isEmpty() ? "" : " (" + trunk.getSuite() + ")");
    }

    private static String state(Trunk trunk) {
        return isBlocked(trunk) ? "BLOCKED" : "OPEN";
    }

    /** An object of a JSON array. */
    public static void json(JsonWriter out, Trunk trunk) {
        out.object()
                .field("branch", trunk.getBranch())
                .field("suite", trunk.getSuite())
                .field("state", state(trunk))
                .field("openedAtMs", trunk.getOpenedAtMs())
                .field("openedBy", trunk.getOpenedBy())
                .field("openedFor", trunk.getOpenedFor());
        out.name("blocks").array();
        for (Block block : trunk.getBlocksList()) {
            out.object()
                    .field("key", block.getKey())
                    .field(
                            "cause",
                            block.getCause()
                                    .name()
                                    .substring("BLOCK_CAUSE_".length())
                                    .toLowerCase(Locale.ROOT))
                    .field("reason", block.getReason())
                    .field("by", block.getBy())
                    .field("sinceMs", block.getSinceMs())
                    .field("untilMs", block.getUntilMs())
                    .field("build", block.getBuildId())
                    .field("revision", block.getRevision())
                    .field("greenRevision", block.getGreenRevision())
                    .end();
        }
        out.end().end();
    }
}
