package io.verdigrid.deployer.recording;

import io.verdigrid.deployer.metric.MetricSource;
import io.verdigrid.deployer.metric.Sources;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code from} of a metric. Not thread-safe: problems are collected. */
final class SourceFields {
    private static final List<String> KINDS = List.of("prometheus", "nagios", "http", "command", "dns");

    private final @Nullable Sources sources;
    private final Path folder;
    private final List<String> problems;

    /**
     * Reads into the list of problems.
     *
     * @param sources what makes sources; null to check only
     * @param folder that files with tokens are meant from
     */
    SourceFields(@Nullable Sources sources, Path folder, List<String> problems) {
        this.sources = sources;
        this.folder = folder;
        this.problems = problems;
    }

    /** The source; null where something is wrong or only checked. */
    @Nullable
    MetricSource read(String metric, Fields from, Duration step) {
        List<String> kinds = KINDS.stream().filter(from::has).toList();
        Duration timeout = from.time("timeout", Sources.USUAL_TIMEOUT);
        if (kinds.size() != 1) {
            problems.add(from.name("") + " must have one of " + String.join(", ", KINDS)
                    + (kinds.isEmpty() ? "" : "; it has " + String.join(" and ", kinds)));
        }
        String kind = kinds.isEmpty() ? "" : kinds.get(0);
        String what = from.text(kind.isEmpty() ? "command" : kind, "");
        String promql = from.text("query", "");
        String label = from.text("label", "instance");
        String perfdata = from.text("perfdata", "");
        String take = from.text("take", "answering");
        String token = token(from);
        from.noOthers(KINDS);
        if (kind.equals("prometheus") && promql.isEmpty()) {
            problems.add(from.name("query") + ": is missing; PromQL with a series for each host");
        }
        if (sources == null || kinds.size() != 1) {
            return null;
        }
        try {
            return switch (kind) {
                case "prometheus" -> sources.prometheus(metric, URI.create(what), promql, label, step, token);
                case "nagios" -> sources.nagios(metric, what, perfdata, timeout);
                case "http" -> sources.http(metric, what, take, timeout);
                case "command" -> sources.command(metric, what, timeout);
                default -> sources.dns(metric);
            };
        } catch (IllegalArgumentException e) {
            problems.add(from.name(kind) + ": " + e.getMessage());
            return null;
        }
    }

    private @Nullable String token(Fields from) {
        String file = from.text("token-file", "");
        if (file.isEmpty() || sources == null) {
            return null;
        }
        try {
            return Files.readString(folder.resolve(file)).strip();
        } catch (IOException e) {
            problems.add(from.name("token-file") + ": '" + file + "' cannot be read");
            return null;
        }
    }
}
