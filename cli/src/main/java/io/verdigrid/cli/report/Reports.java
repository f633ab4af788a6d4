package io.verdigrid.cli.report;

import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.BlobRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes a build's reports into a folder: {@code TEST-<class>.xml} for each class, and {@code summary.json}.
 *
 * <p>Outputs are streamed; of the tests only names, verdicts and attempts are in memory.
 */
public final class Reports {
    private static final int LONGEST_NAME = 200;

    private Reports() {}

    /** Writes all of them; those of an earlier build go. */
    public static void write(Path folder, Build build, List<TestVerdict> verdicts, BlobClient blobs)
            throws IOException {
        Files.createDirectories(folder);
        OldReports.delete(folder);
        Map<Path, ClassReport> files = files(folder, build, verdicts);
        List<BlobRange> wanted = new ArrayList<>();
        files.values().forEach(report -> wanted.addAll(report.ranges()));
        try (PackedOutputs outputs = new PackedOutputs(blobs, wanted)) {
            for (Map.Entry<Path, ClassReport> file : files.entrySet()) {
                Files.createDirectories(file.getKey().resolveSibling("."));
                file.getValue().write(file.getKey(), outputs);
            }
        }
        SummaryJson.write(folder.resolve("summary.json"), build, verdicts);
    }

    /** A class of one name in several modules has its file in a folder of the module's name. */
    private static Map<Path, ClassReport> files(Path folder, Build build, List<TestVerdict> verdicts) {
        Map<String, Map<String, List<TestVerdict>>> byClass = new TreeMap<>();
        for (TestVerdict test : verdicts) {
            String name = test.getTest().getClassName();
            byClass.computeIfAbsent(name.isEmpty() ? "no-class" : name, ignored -> new TreeMap<>())
                    .computeIfAbsent(test.getModule(), ignored -> new ArrayList<>())
                    .add(test);
        }
        Map<Path, ClassReport> files = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        String stopped = Words.isStoppedEarly(build) ? build.getReason() : "";
        byClass.forEach((className, byModule) -> byModule.forEach((module, tests) -> {
            Path parent = byModule.size() > 1 && !module.isEmpty() ? folder.resolve(fileName(module)) : folder;
            String name = fileName("TEST-" + className);
            // Where a file system does not tell large from small letters, neither may we.
            for (int n = 2; !taken.add((parent + "/" + name).toLowerCase(java.util.Locale.ROOT)); n++) {
                name = fileName("TEST-" + className) + "-" + n;
            }
            files.put(
                    parent.resolve(name + ".xml"),
                    new ClassReport(className, tests, properties(build, module), stopped));
        }));
        return files;
    }

    private static Map<String, String> properties(Build build, String module) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("verdigrid.build", build.getId());
        properties.put("verdigrid.suite", build.getSpec().getSuite());
        if (!module.isEmpty()) {
            properties.put("verdigrid.module", module);
        }
        if (!build.getSpec().getRevision().isEmpty()) {
            properties.put("verdigrid.revision", build.getSpec().getRevision());
        }
        if (!build.getSpec().getBranch().isEmpty()) {
            properties.put("verdigrid.branch", build.getSpec().getBranch());
        }
        return properties;
    }

    private static String fileName(String name) {
        String plain = name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
        return plain.length() <= LONGEST_NAME
                ? plain
                : plain.substring(0, LONGEST_NAME - 9) + "-" + Integer.toHexString(name.hashCode());
    }
}
