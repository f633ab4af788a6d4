package io.verdigrid.worker.cache;

import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TreeEntry;
import io.verdigrid.worker.model.NotAble;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Folders on disk: laid out from their entries, and deleted with all that is in them. */
public final class Trees {
    private Trees() {}

    /** Copies the entries' blobs to their places under {@code root}; links come last, and none may lead out of it. */
    static void lay(Path root, List<TreeEntry> entries, Function<Digest, Path> blobs, BooleanSupplier stopped)
            throws IOException, NotAble {
        Files.createDirectories(root);
        Path real = root.toRealPath();
        for (TreeEntry entry : entries) {
            if (stopped.getAsBoolean()) {
                throw NotAble.stopped();
            }
            Path place = real.resolve(entry.path()).normalize();
            if (!place.startsWith(real) || place.equals(real)) {
                throw NotAble.badInput("the bundle's entry '" + entry.path() + "' climbs out of its folder");
            }
            if (entry instanceof TreeEntry.EmptyFolder) {
                Files.createDirectories(place);
            } else if (entry instanceof TreeEntry.File file) {
                Files.createDirectories(place.getParent());
                copy(blobs.apply(file.digest()), place, file.executable());
            }
        }
        for (TreeEntry entry : entries) {
            if (entry instanceof TreeEntry.Link link) {
                Path place = real.resolve(link.path());
                Files.createDirectories(place.getParent());
                Files.createSymbolicLink(place, Path.of(link.target()));
            }
        }
        for (TreeEntry entry : entries) {
            if (entry instanceof TreeEntry.Link link && leadsOut(real, link)) {
                throw NotAble.badInput(
                        "the bundle's link '" + link.path() + "' leads out of its folder: '" + link.target() + "'");
            }
        }
    }

    private static void copy(Path blob, Path place, boolean executable) throws IOException {
        Files.copy(blob, place);
        if (!place.toFile().setWritable(true, true)
                || (executable && !place.toFile().setExecutable(true, false))) {
            throw new IOException(place + ": its permissions cannot be set");
        }
    }

    /** Follows the target name by name through the links that are on disk: two harmless links can lead out together. */
    private static boolean leadsOut(Path root, TreeEntry.Link link) throws IOException {
        Path at = root.resolve(link.path()).getParent();
        for (Path name : Path.of(link.target())) {
            if (at == null) {
                return true;
            }
            at = name.toString().equals("..") ? at.getParent() : at.resolve(name);
            if (at == null || !at.normalize().startsWith(root)) {
                return true;
            }
            if (Files.exists(at)) {
                at = at.toRealPath();
            }
            if (!at.normalize().startsWith(root)) {
                return true;
            }
        }
        return false;
    }

    /** Deletes the folder and all in it; links are deleted, not followed. Does nothing where it isn't there. */
    public static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                if (!Files.isWritable(dir)) {
                    // A test may have taken the permission away; if it can't be given back, the deletion says so.
                    boolean ignored = dir.toFile().setWritable(true, true);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
