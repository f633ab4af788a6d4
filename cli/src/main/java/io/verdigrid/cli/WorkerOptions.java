package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.HostName;
import io.verdigrid.cli.grid.Labels;
import io.verdigrid.cli.grid.Parts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a worker has to offer. */
final class WorkerOptions {
    /** What a cache of blobs may take unless told otherwise. */
    static final long USUAL_CACHE = 20L << 30;

    @Option(names = "--slots", paramLabel = "N", description = "Runners at once. Default: this machine's cores.")
    @Nullable
    Integer slots;

    @Option(
            names = "--label",
            paramLabel = "KEY=VALUE",
            description = "For builds that --require it; os, arch and jdk are there already. Repeats.")
    Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--cache-size",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "What cached bundles may take on disk. Default: 20g.")
    long cacheSize = USUAL_CACHE;

    /** The worker's settings; all that is wrong with them is one Problem. */
    Parts.WorkerSettings settings(Surroundings surroundings, Path data) {
        List<String> problems = new ArrayList<>();
        Slots.check(problems, slots);
        Labels.check(problems, labels);
        if (cacheSize < 1L << 20) {
            problems.add("--cache-size: " + cacheSize + " bytes are too few: wanted at least 1m");
        }
        if (!problems.isEmpty()) {
            throw Problem.input(String.join("\n", problems));
        }
        return new Parts.WorkerSettings(
                data, Slots.of(slots), new TreeMap<>(labels), HostName.of(surroundings.environment()), cacheSize);
    }
}
