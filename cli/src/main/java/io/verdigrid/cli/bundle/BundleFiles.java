package io.verdigrid.cli.bundle;

import io.verdigrid.protocol.BundleManifest.ClasspathEntry;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TreeEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All files that go into one bundle: found first, then weighed, then hashed, then described. */
final class BundleFiles {
    /** A place of the classpath, described once all is hashed. */
    interface Entry {
        ClasspathEntry shipped();
    }

    private static final int LARGEST_TOLD = 5;

    private final List<String> problems;
    private final Hashing hashing;
    private final Optional<Workdir> workdir;
    private final List<FolderWalk.Found> tree;

    BundleFiles(DigestCache cache, Optional<Workdir> workdir, List<String> problems) {
        this.problems = problems;
        this.hashing = new Hashing(cache);
        this.workdir = workdir;
        if (workdir.isPresent() && !Files.isDirectory(workdir.get().folder())) {
            problems.add("working directory is not a folder: " + workdir.get().folder());
            this.tree = List.of();
        } else {
            this.tree = workdir.map(w -> walk(w.folder(), w.leaveOut())).orElse(List.of());
        }
    }

    /** Where the JVM would start on this machine. */
    Path startsIn() {
        return workdir.map(w -> w.folder().resolve(w.startIn()))
                .orElse(Path.of(""))
                .toAbsolutePath()
                .normalize();
    }

    /** The path in the working directory under which this is shipped with it. */
    Optional<String> inWorkdir(Path path) {
        if (workdir.isEmpty()) {
            return Optional.empty();
        }
        Path root = real(workdir.get().folder());
        Path asked = real(path);
        if (asked.equals(root)) {
            return Optional.of(".");
        }
        if (!asked.startsWith(root)) {
            return Optional.empty();
        }
        String relative = root.relativize(asked).toString().replace('\\', '/');
        return workdir.get().leavesOut(relative) ? Optional.empty() : Optional.of(relative);
    }

    /** Takes in a jar or folder of the classpath. */
    Entry classpathEntry(Path path) {
        Optional<String> in = inWorkdir(path);
        if (in.isPresent()) {
            return () -> new ClasspathEntry.InWorkdir(in.get());
        }
        if (Files.isDirectory(path)) {
            List<FolderWalk.Found> found = walk(path, any -> false);
            return () -> new ClasspathEntry.Folder(name(path), entries(found));
        }
        file(path);
        return () -> jar(path);
    }

    /** Takes in a file. */
    void file(Path path) {
        try {
            hashing.want(path);
        } catch (IOException e) {
            problems.add("cannot read " + path + ": " + ClasspathExpansion.reason(e));
        }
    }

    /** What is wrong with the size of all that was taken in. */
    Optional<String> checkLimit(long limitBytes) {
        long total = hashing.total();
        if (total <= limitBytes) {
            return Optional.empty();
        }
        List<String> largest = hashing.largest(LARGEST_TOLD).stream()
                .map(file -> file + " (" + bytes(hashing.size(file)) + ")")
                .toList();
        return Optional.of("the bundle has " + bytes(total) + ", over the limit of " + bytes(limitBytes)
                + "; its largest files: " + String.join(", ", largest));
    }

    void hash() throws InterruptedException {
        hashing.run(problems);
    }

    List<TreeEntry> workdir() {
        return entries(tree);
    }

    ClasspathEntry.Jar jar(Path path) {
        return new ClasspathEntry.Jar(name(path), hashing.digest(path), hashing.size(path));
    }

    Map<Digest, Path> byDigest() {
        return hashing.files();
    }

    private List<FolderWalk.Found> walk(Path folder, java.util.function.Predicate<String> leaveOut) {
        List<FolderWalk.Found> found = FolderWalk.of(folder, leaveOut, problems);
        for (FolderWalk.Found one : found) {
            if (one instanceof FolderWalk.Found.File file) {
                hashing.want(file.file(), file.attributes());
            }
        }
        return found;
    }

    private List<TreeEntry> entries(List<FolderWalk.Found> found) {
        List<TreeEntry> entries = new ArrayList<>();
        for (FolderWalk.Found one : found) {
            if (one instanceof FolderWalk.Found.File file) {
                entries.add(new TreeEntry.File(
                        file.path(), hashing.digest(file.file()), hashing.size(file.file()), file.executable()));
            } else if (one instanceof FolderWalk.Found.Link link) {
                entries.add(new TreeEntry.Link(link.path(), link.target()));
            } else {
                entries.add(new TreeEntry.EmptyFolder(one.path()));
            }
        }
        return entries;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException gone) {
            return path.toAbsolutePath().normalize();
        }
    }

    static String bytes(long count) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        double value = count;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? count + " bytes" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}
