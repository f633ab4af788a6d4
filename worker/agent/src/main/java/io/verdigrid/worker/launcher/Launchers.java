package io.verdigrid.worker.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Launcher jars that can be had: in a Maven repository of this host, and those that travel with the agent.
 *
 * <p>Thread-safe.
 */
final class Launchers {
    /** The newest patch of each minor; the build puts the jars beside this class. */
    static final List<String> BUNDLED =
            List.of("1.7.2", "1.8.2", "1.9.3", "1.10.5", "1.11.4", "1.12.2", "1.13.4", "1.14.4", "6.0.3", "6.1.3");

    private final Path dir;
    private final Path mavenRepository;

    Launchers(Path dir, Path mavenRepository) {
        this.dir = dir;
        this.mavenRepository = mavenRepository;
    }

    /** The jar for this engine: the same version, else the nearest of the same minor. */
    Optional<Path> find(PlatformVersion engine) throws IOException {
        Path local = mavenRepository.resolve(
                "org/junit/platform/junit-platform-launcher/" + engine + "/junit-platform-launcher-" + engine + ".jar");
        if (isPlain(engine.text()) && Files.isRegularFile(local)) {
            return Optional.of(local);
        }
        Optional<PlatformVersion> nearest = BUNDLED.stream()
                .flatMap(text -> PlatformVersion.of(text).stream())
                .filter(engine::sameMinor)
                .min(Comparator.comparingInt(bundled -> Math.abs(bundled.patch() - engine.patch())));
        return nearest.isEmpty() ? Optional.empty() : Optional.of(extract(nearest.get()));
    }

    private static boolean isPlain(String version) {
        return version.matches("[A-Za-z0-9.-]+");
    }

    private synchronized Path extract(PlatformVersion version) throws IOException {
        String name = "junit-platform-launcher-" + version + ".jar";
        Path jar = dir.resolve(name);
        if (!Files.exists(jar)) {
            Files.createDirectories(dir);
            try (InputStream in = Launchers.class.getResourceAsStream("/launchers/" + name)) {
                if (in == null) {
                    throw new IOException(name + " is missing in the agent's own jar");
                }
                Path half = dir.resolve(name + ".half");
                Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
                Files.move(half, jar, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return jar;
    }
}
