package io.verdigrid.worker.process;

import io.verdigrid.worker.model.NotAble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDK or JRE on this host.
 *
 * @param feature 8, 11, 17, ...; 8 where it doesn't tell, since what is asked of that one works with all
 * @param release what it says of itself
 */
public record JavaHome(Path home, int feature, String release) {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)[^\"]*\"");

    /** Looks at this folder; throws where it holds no Java. */
    public static JavaHome at(String folder) throws NotAble {
        Path home = Path.of(folder);
        if (!Files.isExecutable(program(home))) {
            throw NotAble.here("no Java at '" + folder + "' on this worker: " + program(home) + " is no program");
        }
        Path file = home.resolve("release");
        try {
            String release = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
            Matcher matcher = VERSION.matcher(release);
            return new JavaHome(home, matcher.find() ? Integer.parseInt(matcher.group(1)) : 8, release);
        } catch (IOException e) {
            throw NotAble.here(file + " cannot be read", e);
        }
    }

    /** The program to start. */
    Path program() {
        return program(home);
    }

    private static Path program(Path home) {
        Path windows = home.resolve("bin").resolve("java.exe");
        return Files.exists(windows) ? windows : home.resolve("bin").resolve("java");
    }
}
