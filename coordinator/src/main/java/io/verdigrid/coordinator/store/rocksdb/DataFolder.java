package io.verdigrid.coordinator.store.rocksdb;

import io.verdigrid.coordinator.ledger.LedgerFailure;
import io.verdigrid.coordinator.rows.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A coordinator's data folder, which is ours alone until it is closed. For one thread. */
final class DataFolder implements AutoCloseable {
    private static final String VERSION_FILE = "verdigrid-data";
    private static final Pattern VERSION = Pattern.compile("verdigrid-data ([0-9]{1,9})\\s*");

    /**
     * Folders that this process has open. POSIX takes a process's lock away when it closes any channel on the file, so a
     * second opening must not come that far.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path real;
    private final FileChannel lock;

    private DataFolder(Path folder, Path real, FileChannel lock) {
        this.folder = folder;
        this.real = real;
        this.lock = lock;
    }

    /** Whether a coordinator has kept data there. */
    static boolean isOne(Path folder) {
        return Files.exists(folder.resolve(VERSION_FILE));
    }

    /** Locks the folder and checks its version; makes it if it is not there. */
    static DataFolder open(Path folder) {
        try {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new LedgerFailure("data folder " + folder + " is not a folder");
            }
            Files.createDirectories(folder);
            Path real = folder.toRealPath();
            if (!OPEN.add(real)) {
                throw new LedgerFailure("data folder " + folder + " is open already in this process");
            }
            DataFolder opened = new DataFolder(folder, real, lock(folder, real));
            try {
                opened.checkVersion();
            } catch (IOException | RuntimeException e) {
                opened.close();
                throw e;
            }
            return opened;
        } catch (IOException e) {
            throw new LedgerFailure("cannot use data folder " + folder + ": " + reason(e), e);
        }
    }

    /** Where the database is. */
    Path database() {
        return folder.resolve("db");
    }

    /** Where native libraries are unpacked. */
    Path libraries() {
        return folder.resolve("native");
    }

    private static FileChannel lock(Path folder, Path real) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                String holder = Files.readString(file).strip();
                throw new LedgerFailure("data folder " + folder + " is in use by another process"
                        + (holder.isEmpty() ? "" : ", number " + holder));
            }
            channel.truncate(0);
            String pid = ProcessHandle.current().pid() + "\n";
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            OPEN.remove(real);
            throw e;
        }
    }

    private void checkVersion() throws IOException {
        Path file = folder.resolve(VERSION_FILE);
        if (Files.notExists(file)) {
            if (Files.exists(database())) {
                throw new LedgerFailure("data folder " + folder + " has a database but no file " + VERSION_FILE
                        + ", which says its version");
            }
            writeVersion(file);
            return;
        }
        String text = Files.readString(file);
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            throw new LedgerFailure(file + " does not say a version of Verdigrid's data");
        }
        int version = Integer.parseInt(matcher.group(1));
        if (version > Schema.VERSION) {
            throw new LedgerFailure("data folder " + folder + " is of a newer Verdigrid: its data has version "
                    + version + ", and this one reads up to " + Schema.VERSION);
        }
    }

    private void writeVersion(Path file) throws IOException {
        Path temporary = folder.resolve(VERSION_FILE + ".new");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            String text = VERSION_FILE + " " + Schema.VERSION + "\n";
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The reason of a failure for people: the JDK's messages are often only a path. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException ignored) {
            // The lock ends with the process at the latest.
        }
        OPEN.remove(real);
    }
}
