package io.verdigrid.cli.replay;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.worker.cache.Trees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder of its own for each replay: what an earlier one left there is not what the test's runner saw.
 *
 * <p>Not thread-safe. It is deleted when this is closed, or, where the process was killed before that, at the next start.
 */
public final class ReplayFolder implements AutoCloseable {
    private static final String PREFIX = "replay-";
    private static final String HELD = "held";

    private final Path path;
    private final FileChannel held;

    private ReplayFolder(Path path, FileChannel held) {
        this.path = path;
        this.held = held;
    }

    /** A new one there; those that no process holds go. A Problem where nothing can be written. */
    public static ReplayFolder in(Path data) {
        try {
            Files.createDirectories(data);
            // Until a new folder is held, it looks like one that was left behind.
            try (FileChannel one = open(data.resolve("replays.lock"))) {
                one.lock();
                deleteOld(data);
                Path path = Files.createTempDirectory(data, PREFIX);
                FileChannel held = open(path.resolve(HELD));
                held.lock();
                return new ReplayFolder(path, held);
            }
        } catch (IOException e) {
            throw Problem.input("--data: cannot write to " + data + ": " + e.getMessage());
        }
    }

    private static void deleteOld(Path data) throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(data, PREFIX + "*")) {
            for (Path folder : old) {
                if (Files.isDirectory(folder) && !isHeld(folder.resolve(HELD))) {
                    delete(folder);
                }
            }
        }
    }

    private static boolean isHeld(Path file) throws IOException {
        try (FileChannel channel = open(file)) {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException inThisProcess) {
            return true;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** For a worker's data. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException e) {
            // The end of the process releases it.
        }
        delete(path);
    }

    private static void delete(Path folder) {
        try {
            Trees.delete(folder);
        } catch (IOException e) {
            // It is left for the next start.
        }
    }
}
