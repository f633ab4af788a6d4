package io.verdigrid.cli.bundle;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Lists what is in a folder that is to travel, sorted, and tells what cannot. */
final class FolderWalk {
    /** Something found; {@code path} is relative to the folder, with slashes. */
    sealed interface Found {
        String path();

        record File(String path, Path file, BasicFileAttributes attributes, boolean executable) implements Found {}

        record Link(String path, String target) implements Found {}

        record Empty(String path) implements Found {}
    }

    private final Path root;
    private final Predicate<String> leaveOut;
    private final List<String> problems;
    private final List<Found> found = new ArrayList<>();

    private FolderWalk(Path root, Predicate<String> leaveOut, List<String> problems) {
        this.root = root;
        this.leaveOut = leaveOut;
        this.problems = problems;
    }

    /** Everything in the folder but what is left out; {@code problems} grows by a line for each thing that cannot travel. */
    static List<Found> of(Path folder, Predicate<String> leaveOut, List<String> problems) {
        Path root;
        try {
            root = folder.toRealPath();
        } catch (IOException e) {
            problems.add("cannot read the folder " + folder + ": " + ClasspathExpansion.reason(e));
            return List.of();
        }
        FolderWalk walk = new FolderWalk(root, leaveOut, problems);
        walk.folder(root, "");
        return walk.found;
    }

    private void folder(Path folder, String path) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        } catch (IOException | DirectoryIteratorException e) {
            IOException cause = e instanceof IOException io ? io : new IOException(e.getCause());
            problems.add("cannot list the folder " + folder + ": " + ClasspathExpansion.reason(cause));
            return;
        }
        children.sort(null);
        int before = found.size();
        for (Path child : children) {
            String childPath = path.isEmpty() ? String.valueOf(child.getFileName()) : path + "/" + child.getFileName();
            if (!leaveOut.test(childPath)) {
                take(child, childPath);
            }
        }
        if (found.size() == before && !path.isEmpty()) {
            found.add(new Found.Empty(path));
        }
    }

    private void take(Path child, String path) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                link(child, path);
            } else if (attributes.isDirectory()) {
                folder(child, path);
            } else if (attributes.isRegularFile()) {
                found.add(new Found.File(path, child, attributes, executable(child)));
            } else {
                problems.add("neither a file nor a folder, so it cannot be shipped: " + child);
            }
        } catch (java.nio.file.NoSuchFileException e) {
            // Deleted since it was listed, as temporary files are.
        } catch (IOException e) {
            problems.add("cannot read " + child + ": " + ClasspathExpansion.reason(e));
        }
    }

    private void link(Path link, String path) throws IOException {
        Path target = Files.readSymbolicLink(link);
        Path parent = link.resolveSibling("").normalize();
        Path absolute = parent.resolve(target).normalize();
        boolean inside = absolute.startsWith(root)
                && (!Files.exists(absolute) || absolute.toRealPath().startsWith(root));
        if (!inside) {
            problems.add("link points out of the folder " + root + ": " + path + " -> " + target);
            return;
        }
        // A link to the whole folder it lies in cannot be written as a relative path without dots.
        String relative = parent.relativize(absolute).toString().replace('\\', '/');
        found.add(new Found.Link(path, relative.isEmpty() ? "." : relative));
    }

    private static boolean executable(Path file) throws IOException {
        PosixFileAttributeView posix =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return posix != null && posix.readAttributes().permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    }
}
