package io.verdigrid.cli.policy;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.protocol.build.v1.JudgingPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads {@code verdigrid.yaml}: what it does not say is as by default. All that is wrong with it is said at once: unknown keys
 * too. Immutable.
 */
public final class PolicyFile {
    /** Its usual name, in the suite's folder. */
    public static final String NAME = "verdigrid.yaml";

    private static final long LARGEST = 1 << 20;

    /** What a suite has that says nothing else. */
    public static final JudgingPolicy DEFAULT = JudgingPolicy.newBuilder()
            .setKnownRetests(5)
            .setKnownUnlikely(1e-3)
            .setRegressionRuns(20)
            .setRegressionPValue(0.01)
            .setRegressionCleanRuns(100)
            .setRegressionBlocks(true)
            .setBrokenAfter(3)
            .setMassFailure(0.5)
            .setReleaseMinRuns(30)
            .setReleaseMaxRuns(600)
            .setReleaseHosts(3)
            .setReleaseDays(2)
            .setReleaseProbationDays(14)
            .setNewTestRuns(1)
            .build();

    private PolicyFile() {}

    /** The policy in this file. */
    public static JudgingPolicy read(Path file) {
        String text;
        try {
            if (Files.size(file) > LARGEST) {
                throw Problem.input(file + ": larger than a mebibyte");
            }
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Problem.input(file + ": cannot be read: " + e);
        }
        Object root;
        try {
            root = new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromString(text);
        } catch (YamlEngineException e) {
            throw Problem.input(file + ": is no YAML: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        List<String> problems = new ArrayList<>();
        JudgingPolicy.Builder policy = DEFAULT.toBuilder();
        if (root != null) {
            group(root, "", Key.all(), policy, problems);
        }
        if (policy.getReleaseMinRuns() > policy.getReleaseMaxRuns()) {
            problems.add("release.min-runs: " + policy.getReleaseMinRuns() + " is more than release.max-runs, "
                    + policy.getReleaseMaxRuns());
        }
        if (!problems.isEmpty()) {
            throw Problem.input(String.join(
                    "\n",
                    problems.stream().map(problem -> file + ": " + problem).toList()));
        }
        return policy.build();
    }

    private static void group(
            Object found, String at, Map<String, Key> keys, JudgingPolicy.Builder to, List<String> problems) {
        if (!(found instanceof Map<?, ?> map)) {
            problems.add((at.isEmpty() ? "" : at + ": ") + "'" + found + "' is no map of keys to values");
            return;
        }
        map.forEach((name, value) -> {
            String path = at.isEmpty() ? String.valueOf(name) : at + "." + name;
            Key key = keys.get(path);
            if (key != null) {
                key.set(value, to, problems);
            } else if (keys.keySet().stream().anyMatch(known -> known.startsWith(path + "."))) {
                group(value == null ? Map.of() : value, path, keys, to, problems);
            } else {
                problems.add("'" + path + "' is no known key; there are " + String.join(", ", keys.keySet()));
            }
        });
    }
}
