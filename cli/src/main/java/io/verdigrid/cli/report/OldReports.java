package io.verdigrid.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The reports of an earlier build in a folder, which a later build's must not be mixed with. Only what says of itself that
 * Verdigrid wrote it goes: other tools may write into the same folder.
 */
public final class OldReports {
    /** A folder for each module whose class names stand in other modules, too. */
    private static final int DEEPEST = 2;

    private static final int HEAD = 4096;

    private OldReports() {}

    /** Deletes them; a folder that is not there holds none. */
    public static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
            files = all.filter(file -> isOurs(folder, file)).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static boolean isOurs(Path folder, Path file) {
        String name = String.valueOf(file.getFileName());
        boolean summary = name.equals("summary.json") && folder.equals(file.getParent());
        boolean report = name.startsWith("TEST-") && name.endsWith(".xml");
        if (!(summary || report) || !Files.isRegularFile(file)) {
            return false;
        }
        String head = head(file);
        return report
                ? head.contains("<property name=\"verdigrid.build\"")
                : head.startsWith("{") && head.contains("\"build\":") && head.contains("\"suite\":");
    }

    /** What cannot be read is not ours. */
    private static String head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
