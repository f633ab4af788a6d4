package io.verdigrid.coordinator.store.rocksdb;

import io.verdigrid.coordinator.ledger.LedgerFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * RocksDB's native library, unpacked once for a folder: RocksDB itself would copy its 17 MB into the temporary folder at each
 * start, and leave it there when it is killed.
 */
final class NativeLibrary {
    private static boolean loaded;

    private NativeLibrary() {}

    /** Loads it, once in a process. The environment variable ROCKSDB_SHAREDLIB_DIR names another folder for it. */
    static synchronized void load(Path folder) {
        if (loaded) {
            return;
        }
        String elsewhere = System.getenv("ROCKSDB_SHAREDLIB_DIR");
        Path in = elsewhere == null || elsewhere.isEmpty() ? folder : Path.of(elsewhere);
        try {
            URL packed = RocksDB.class.getClassLoader().getResource(Environment.getJniLibraryFileName("rocksdb"));
            if (packed == null || !loadFrom(packed, in)) {
                RocksDB.loadLibrary();
            }
            loaded = true;
        } catch (IOException e) {
            throw new LedgerFailure("cannot unpack RocksDB's library into " + in + ": " + DataFolder.reason(e), e);
        } catch (UnsatisfiedLinkError | RuntimeException e) {
            throw new LedgerFailure("RocksDB's library cannot be loaded on this machine: " + e.getMessage(), e);
        }
    }

    /** The name under which RocksDB looks for it in a folder, which is not its name in the jar (as of 11.8). */
    private static String fileName() {
        return Environment.getJniLibraryFileName("rocksdbjni");
    }

    /** False: a library cannot be loaded from there, as on a file system that is mounted {@code noexec}. */
    private static boolean loadFrom(URL packed, Path folder) throws IOException {
        URLConnection connection = packed.openConnection();
        connection.setUseCaches(false);
        Path versioned;
        try (InputStream from = connection.getInputStream()) {
            long size = connection.getContentLengthLong();
            versioned = folder.resolve(size + version());
            Path file = versioned.resolve(fileName());
            if (Files.notExists(file) || Files.size(file) != size) {
                unpack(from, file);
            }
        }
        try {
            RocksDB.loadLibrary(List.of(versioned.toAbsolutePath().toString()));
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    /** What tells two libraries of one size apart. */
    private static String version() {
        String version = RocksDB.class.getPackage().getImplementationVersion();
        return version == null ? "" : "-" + version;
    }

    private static void unpack(InputStream from, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, "unpacking", "");
        try {
            Files.copy(from, temporary, StandardCopyOption.REPLACE_EXISTING);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
