package io.verdigrid.worker;

import io.verdigrid.worker.model.WorkerProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A worker's data folder, which one process uses at a time; it keeps the worker's id. */
final class DataDir implements AutoCloseable {
    private static final String FORMAT = "1";

    private final Path root;
    private final FileChannel lock;
    private final String workerId;

    private DataDir(Path root, FileChannel lock, String workerId) {
        this.root = root;
        this.lock = lock;
        this.workerId = workerId;
    }

    /** Opens the folder, or throws a WorkerProblem that says why not. */
    static DataDir open(Path root) {
        try {
            Files.createDirectories(root);
            Path real = root.toRealPath();
            FileChannel channel = lock(real);
            boolean opened = false;
            try {
                String format = line(real.resolve("format"), FORMAT);
                if (!format.equals(FORMAT)) {
                    throw new WorkerProblem("the worker's data folder " + root + " has format " + format
                            + ", and this version knows " + FORMAT + ": give another folder, or delete it");
                }
                DataDir dir = new DataDir(real, channel, line(real.resolve("worker-id"), newId()));
                opened = true;
                return dir;
            } finally {
                if (!opened) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            throw new WorkerProblem("the worker's data folder " + root + " cannot be used: " + e, e);
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = tryLock(channel);
        if (held == null) {
            channel.close();
            throw new WorkerProblem("the worker's data folder " + root
                    + " is in use by another worker: end that one, or" + " give this one a folder of its own");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    /** The file's line, or this one, which it then has. */
    private static String line(Path file, String otherwise) throws IOException {
        if (!Files.exists(file)) {
            Path half = file.resolveSibling(file.getFileName() + ".half");
            Files.writeString(half, otherwise + "\n");
            Files.move(half, file);
        }
        return Files.readString(file).strip();
    }

    private static String newId() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        return "w-" + HexFormat.of().formatHex(random);
    }

    Path root() {
        return root;
    }

    String workerId() {
        return workerId;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
