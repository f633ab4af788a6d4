package io.verdigrid.worker.launcher;

import io.verdigrid.worker.model.NotAble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the JUnit Platform launcher that belongs to a user's classpath: it must be of the engine's version, since other
 * pairs fail in ways that look like the user's fault.
 *
 * <p>Thread-safe.
 */
public final class LauncherChoice {
    private static final Pattern ENGINE = Pattern.compile("junit-platform-engine-(\\d.*)\\.jar");
    private static final Pattern LAUNCHER = Pattern.compile("junit-platform-launcher-\\d.*\\.jar");
    private static final Pattern STANDALONE = Pattern.compile("junit-platform-console-standalone-\\d.*\\.jar");
    private static final Pattern JUNIT4 = Pattern.compile("junit(-dep)?-[34]\\..*\\.jar");
    private static final Pattern JUPITER_API = Pattern.compile("junit-jupiter-api-(\\d.*)\\.jar");
    private static final Pattern TESTNG = Pattern.compile("testng-\\d.*\\.jar");
    private static final String ENGINE_CLASS = "org/junit/platform/engine/TestEngine.class";
    private static final String LAUNCHER_CLASS = "org/junit/platform/launcher/Launcher.class";
    private static final String HINT =
            "; Verdigrid runs what a JUnit Platform engine runs (Jupiter, Vintage, TestNG engine, ...)";

    private final Launchers launchers;

    /** A choice among the bundled launchers, put into {@code dir} when needed, and those in this Maven repository. */
    public LauncherChoice(Path dir, Path mavenRepository) {
        this.launchers = new Launchers(dir, mavenRepository);
    }

    /** The jar to add to this classpath; empty: it has a launcher. Throws BAD_INPUT where there is nothing to launch. */
    public Optional<Path> toAdd(List<Path> classpath) throws NotAble {
        if (find(classpath, LAUNCHER).isPresent() || find(classpath, STANDALONE).isPresent()) {
            return Optional.empty();
        }
        try {
            Optional<Path> engine = find(classpath, ENGINE);
            if (engine.isPresent()) {
                return Optional.of(launcher(version(engine.get())));
            }
            return shaded(classpath);
        } catch (IOException e) {
            throw NotAble.here("the JUnit Platform launcher could not be looked up", e);
        }
    }

    private Path launcher(PlatformVersion engine) throws IOException, NotAble {
        Optional<Path> jar = launchers.find(engine);
        if (jar.isPresent()) {
            return jar.get();
        }
        if (engine.major() < 1 || (engine.major() == 1 && engine.minor() < 7)) {
            throw NotAble.badInput(
                    "JUnit Platform " + engine + " on the classpath is too old: 1.7 (Jupiter 5.7) or newer is needed");
        }
        throw NotAble.badInput("no launcher is known for JUnit Platform " + engine
                + ": add org.junit.platform:junit-platform-launcher:" + engine + " to the test classpath");
    }

    /** A jar that holds others' classes, under a name that says nothing. */
    private static Optional<Path> shaded(List<Path> classpath) throws NotAble, IOException {
        for (Path entry : classpath) {
            if (has(entry, ENGINE_CLASS)) {
                for (Path other : classpath) {
                    if (has(other, LAUNCHER_CLASS)) {
                        return Optional.empty();
                    }
                }
                throw NotAble.badInput("the JUnit Platform's engine classes are in " + entry.getFileName()
                        + ", which does not tell their version: add the junit-platform-launcher of that version");
            }
        }
        throw NotAble.badInput("no JUnit Platform engine on the classpath" + whatToAdd(classpath));
    }

    private static String whatToAdd(List<Path> classpath) {
        Optional<Path> jupiter = find(classpath, JUPITER_API);
        if (jupiter.isPresent()) {
            Matcher api = JUPITER_API.matcher(name(jupiter.get()));
            String version = api.matches() ? api.group(1) : "VERSION";
            return ": with " + name(jupiter.get()) + " add org.junit.jupiter:junit-jupiter-engine:" + version;
        }
        Optional<Path> junit4 = find(classpath, JUNIT4);
        if (junit4.isPresent()) {
            return ": with " + name(junit4.get()) + " add org.junit.vintage:junit-vintage-engine (5.7 or newer)";
        }
        Optional<Path> testng = find(classpath, TESTNG);
        if (testng.isPresent()) {
            return ": with " + name(testng.get()) + " add org.junit.support:testng-engine";
        }
        return " of " + classpath.size() + " entries" + HINT;
    }

    /** The version that the manifest names, else the file's name. */
    private static PlatformVersion version(Path engine) throws IOException, NotAble {
        try (JarFile jar = new JarFile(engine.toFile())) {
            Manifest manifest = jar.getManifest();
            String text = manifest == null ? null : manifest.getMainAttributes().getValue("Implementation-Version");
            Optional<PlatformVersion> version = text == null ? Optional.empty() : PlatformVersion.of(text);
            if (version.isPresent()) {
                return version.get();
            }
        }
        Matcher name = ENGINE.matcher(name(engine));
        return (name.matches() ? PlatformVersion.of(name.group(1)) : Optional.<PlatformVersion>empty())
                .orElseThrow(() -> NotAble.badInput(name(engine) + " does not tell its version"));
    }

    private static boolean has(Path entry, String className) throws IOException {
        if (Files.isDirectory(entry)) {
            return Files.exists(entry.resolve(className));
        }
        if (!Files.isRegularFile(entry) || !name(entry).endsWith(".jar")) {
            return false;
        }
        try (JarFile jar = new JarFile(entry.toFile(), false)) {
            return jar.getEntry(className) != null;
        } catch (java.util.zip.ZipException notJar) {
            return false;
        }
    }

    private static Optional<Path> find(List<Path> classpath, Pattern pattern) {
        return classpath.stream()
                .filter(entry -> pattern.matcher(name(entry)).matches())
                .findFirst();
    }

    private static String name(Path entry) {
        Path name = entry.getFileName();
        return name == null ? "" : name.toString();
    }
}
