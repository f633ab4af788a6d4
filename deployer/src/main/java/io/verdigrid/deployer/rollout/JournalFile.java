package io.verdigrid.deployer.rollout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of facts, one a line behind its checksum; a line that was torn by a kill is cut off when the file is opened.
 *
 * <p>Thread-safe. One process at a time: the file is locked.
 */
public final class JournalFile implements Journal, AutoCloseable {
    private static final int CHECKSUM_LETTERS = 8;

    private final JsonMapper json = JsonMapper.builder().build();
    private final FileChannel file;
    private final FileLock lock;
    private final List<Fact> facts = new ArrayList<>();

    private JournalFile(FileChannel file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /** Opens or makes it; an IOException with a sentence for people where another process has it, or a line in it is broken. */
    public static JournalFile open(Path path) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = lock(file, path);
            JournalFile journal = new JournalFile(file, lock);
            journal.read(path);
            return journal;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static FileLock lock(FileChannel file, Path path) throws IOException {
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException inThisProcess) {
            throw new IOException(path + " is in use by another deployer", inThisProcess);
        }
        throw new IOException(path + " is in use by another process");
    }

    private void read(Path path) throws IOException {
        byte[] all = Files.readAllBytes(path);
        int start = 0;
        int number = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                number++;
                String line = new String(all, start, i - start, StandardCharsets.UTF_8);
                facts.add(fact(line, path + ", line " + number));
                start = i + 1;
            }
        }
        // Behind the last line feed there is at most what a kill tore.
        file.truncate(start);
        file.position(start);
    }

    private Fact fact(String line, String where) throws IOException {
        if (line.length() <= CHECKSUM_LETTERS
                || !line.startsWith(checksum(line.substring(CHECKSUM_LETTERS + 1)) + " ")) {
            throw new IOException(where + " is not what was written: the file is damaged");
        }
        try {
            return json.readValue(line.substring(CHECKSUM_LETTERS + 1), Fact.class);
        } catch (JacksonException e) {
            throw new IOException(where + " was written by another version", e);
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }

    /** What was in it when it was opened. */
    List<Fact> facts() {
        return List.copyOf(facts);
    }

    @Override
    public synchronized void append(Fact fact) throws IOException {
        String text = json.writerFor(Fact.class).writeValueAsString(fact);
        ByteBuffer line = ByteBuffer.wrap((checksum(text) + " " + text + "\n").getBytes(StandardCharsets.UTF_8));
        long start = file.position();
        try {
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(false);
        } catch (IOException e) {
            // A full disk: what came of the line must not stand before the next one.
            file.truncate(start);
            file.position(start);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        file.close();
    }
}
