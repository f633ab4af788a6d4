package io.verdigrid.cli.trunk;

import io.verdigrid.protocol.trunk.v1.Block;
import io.verdigrid.protocol.trunk.v1.BlockCause;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether commits carry the remedy of a block: they name it ({@code Fixes-Build: ID} in a line of a message), or revert a
 * suspect (the sentence that {@code git revert} writes). Suspects are the commits behind the newest green revision up to the red
 * one; without a known green one, the red one alone. What a person has blocked has no remedy but that somebody opens it.
 */
final class Remedy {
    private static final Pattern FIXES = Pattern.compile("(?im)^Fixes-Build:[ \\t]*(\\S+)[ \\t]*$");
    private static final Pattern REVERTS = Pattern.compile("(?i)This reverts commit ([0-9a-f]{7,64})");

    private final GitRepository repository;
    private final Set<String> named = new LinkedHashSet<>();
    private final Set<String> reverted = new LinkedHashSet<>();

    Remedy(GitRepository repository, List<GitRepository.Commit> commits) {
        this.repository = repository;
        for (GitRepository.Commit commit : commits) {
            add(FIXES, commit.message(), named);
            add(REVERTS, commit.message(), reverted);
        }
    }

    private static void add(Pattern pattern, String message, Set<String> to) {
        Matcher matcher = pattern.matcher(message);
        while (matcher.find()) {
            to.add(matcher.group(1));
        }
    }

    boolean isFor(Block block) {
        if (block.getCause() == BlockCause.BLOCK_CAUSE_PERSON) {
            return false;
        }
        if (named.contains(block.getKey()) || (!block.getBuildId().isEmpty() && named.contains(block.getBuildId()))) {
            return true;
        }
        return !reverted.isEmpty() && suspects(block).stream().anyMatch(this::isReverted);
    }

    private boolean isReverted(String suspect) {
        return reverted.stream().anyMatch(suspect::startsWith);
    }

    private Set<String> suspects(Block block) {
        String red = block.getRevision();
        String green = block.getGreenRevision();
        if (!repository.has(red)) {
            return Set.of();
        }
        if (!repository.has(green)) {
            return Set.of(repository.run("rev-parse", red + "^{commit}").strip());
        }
        return Set.copyOf(repository.run("rev-list", green + ".." + red).lines().toList());
    }
}
