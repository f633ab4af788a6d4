package io.verdigrid.cli.trunk;

import io.verdigrid.protocol.trunk.v1.Block;
import io.verdigrid.protocol.trunk.v1.BlockCause;
import io.verdigrid.protocol.trunk.v1.Trunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides on pushes to blocked branches. Not thread-safe. */
public final class PushCheck {
    private final GitRepository repository;
    private final TrunkText text;

    /** For pushes to this repository. */
    public PushCheck(GitRepository repository, TrunkText text) {
        this.repository = repository;
        this.text = text;
    }

    /**
     * Why the push is refused, for the one who pushes; empty: it is not.
     *
     * @param trunks those of its branch that are blocked
     */
    public Optional<String> refusal(Push push, List<Trunk> trunks) {
        List<Block> blocks =
                trunks.stream().flatMap(trunk -> trunk.getBlocksList().stream()).toList();
        if (blocks.isEmpty() || push.branch().isEmpty()) {
            return Optional.empty();
        }
        List<Block> byPeople = blocks.stream()
                .filter(block -> block.getCause() == BlockCause.BLOCK_CAUSE_PERSON)
                .toList();
        Remedy remedy = new Remedy(repository, push.commits(repository));
        if (byPeople.isEmpty() && blocks.stream().anyMatch(remedy::isFor)) {
            return Optional.empty();
        }
        return Optional.of(text(push.branch().get(), blocks, byPeople.isEmpty()));
    }

    private String text(String branch, List<Block> blocks, boolean remediable) {
        List<String> lines = new ArrayList<>();
        lines.add("verdigrid: " + branch + " is BLOCKED:");
        blocks.forEach(block -> lines.add("  " + text.line(block)));
        if (remediable) {
            Block newest = blocks.get(blocks.size() - 1);
            String id = newest.getBuildId().isEmpty() ? newest.getKey() : newest.getBuildId();
            lines.add("A push is let through if one of its commits says `Fixes-Build: " + id + "`,");
            lines.add("or is the git revert of a commit since the last green build.");
        }
        lines.add("Who may, opens it: verdigrid trunk open --branch " + branch);
        return String.join("\n", lines);
    }
}
