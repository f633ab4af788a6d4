package io.verdigrid.cli;

import io.verdigrid.cli.bundle.Bundle;
import io.verdigrid.cli.bundle.BundleBuilder;
import io.verdigrid.cli.bundle.BundleProblem;
import io.verdigrid.cli.bundle.BundleSource;
import io.verdigrid.cli.bundle.DigestCache;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.protocol.common.v1.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A suite as this machine has it.
 *
 * @param usualName what it is called unless told otherwise
 * @param versioned the folder whose revision it is
 */
record SuiteSource(String usualName, Path versioned, List<Part> parts) {
    /**
     * A module.
     *
     * @param name unique in the suite; empty for the only one
     * @param scanRoots on the source's classpath
     * @param selection all but the scan entries
     */
    record Part(String name, BundleSource source, List<Path> scanRoots, Selection selection) {}

    /** A module that is ready to be uploaded. */
    record Ready(String name, Bundle bundle, List<Path> scanRoots, Selection selection) {}

    /** Hashes what there is; all that is wrong with any part is one Problem. */
    List<Ready> bundle(Surroundings surroundings, Path data, long limit) throws InterruptedException {
        List<Ready> ready = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw Problem.input("--data: cannot make the folder " + data + ": " + e.getMessage());
        }
        try (DigestCache cache = DigestCache.open(data.resolve("digests"), surroundings.time())) {
            BundleBuilder builder = new BundleBuilder(cache, limit);
            for (Part part : parts) {
                String prefix = part.name().isEmpty() ? "" : part.name() + ": ";
                try {
                    Bundle bundle = builder.build(part.source());
                    ready.add(new Ready(part.name(), bundle, part.scanRoots(), positions(part, bundle)));
                } catch (BundleProblem e) {
                    e.problems().forEach(problem -> problems.add(prefix + problem));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw Problem.input(String.join("\n", problems));
        }
        return ready;
    }

    private static Selection positions(Part part, Bundle bundle) {
        Selection.Builder selection = part.selection().toBuilder();
        for (Path root : part.scanRoots()) {
            int position = bundle.position(root);
            if (position < 0) {
                throw Problem.input("--scan-classpath: " + root + " is not on the classpath");
            }
            selection.addScanEntries(position);
        }
        return selection.build();
    }
}
