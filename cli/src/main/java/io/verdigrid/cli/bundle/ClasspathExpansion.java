package io.verdigrid.cli.bundle;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The classpath as a class loader on this machine would see it: {@code dir/*} expanded, and what a jar's own {@code Class-Path}
 * names put behind the jar, since the worker has the jar at another place.
 */
final class ClasspathExpansion {
    private final List<String> problems;
    private final Map<Path, Path> found = new LinkedHashMap<>();

    ClasspathExpansion(List<String> problems) {
        this.problems = problems;
    }

    /** Absolute paths of files and folders that exist, none twice. */
    List<Path> expand(List<Path> entries) {
        for (Path entry : entries) {
            Path name = entry.getFileName();
            if (name != null && name.toString().equals("*")) {
                wildcard(entry);
            } else if (!Files.exists(entry)) {
                problems.add("classpath entry does not exist: " + entry);
            } else {
                add(entry);
            }
        }
        return List.copyOf(found.values());
    }

    private void wildcard(Path entry) {
        Path parent = entry.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            problems.add("folder of the classpath entry does not exist: " + entry);
            return;
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(parent)) {
            for (Path file : files) {
                if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".jar")) {
                    jars.add(file);
                }
            }
        } catch (IOException e) {
            problems.add("cannot list the folder of the classpath entry " + entry + ": " + reason(e));
        }
        // Java takes them in no particular order: sorted, the same folder makes the same bundle.
        jars.stream().sorted().forEach(this::add);
    }

    private void add(Path entry) {
        Path absolute = entry.toAbsolutePath().normalize();
        if (found.putIfAbsent(absolute, absolute) != null || Files.isDirectory(absolute)) {
            return;
        }
        if (!Files.isRegularFile(absolute)) {
            problems.add("classpath entry is neither a folder nor a jar: " + entry);
            return;
        }
        try (JarFile jar = new JarFile(absolute.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            if (manifest != null) {
                follow(absolute, manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH));
            }
        } catch (java.util.zip.ZipException e) {
            problems.add("not a jar: " + entry + " (" + reason(e) + ")");
        } catch (IOException e) {
            problems.add("cannot read the classpath entry " + entry + ": " + reason(e));
        }
    }

    private void follow(Path jar, @org.jspecify.annotations.Nullable String classPath) {
        if (classPath == null) {
            return;
        }
        for (String word : classPath.trim().split("\\s+", -1)) {
            Path named = resolve(jar, word);
            // Java passes over what is not there without a word; many published jars name files that nobody has.
            if (named != null && Files.exists(named) && (Files.isDirectory(named) || isZip(named))) {
                add(named);
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Path resolve(Path jar, String word) {
        try {
            URI uri = jar.toUri().resolve(word);
            return word.isEmpty() || !"file".equals(uri.getScheme()) ? null : Path.of(uri);
        } catch (IllegalArgumentException notALocalFile) {
            return null;
        }
    }

    private static boolean isZip(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            return jar.size() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** An exception's message without the path that it may repeat. */
    static String reason(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "no such file";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
