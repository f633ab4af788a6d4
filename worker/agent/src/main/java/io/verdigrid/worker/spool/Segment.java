package io.verdigrid.worker.spool;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** One file of the spool, named by the number of its first record. A record is its length, its CRC-32 and its bytes. */
final class Segment {
    private static final String SUFFIX = ".spool";
    private static final int HEADER = 8;

    private final Path file;
    private final FileChannel channel;
    private final long first;
    private long[] offsets = new long[64];
    private int count;
    private long size;

    private Segment(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        this.first = firstOf(file);
    }

    static boolean isOne(Path file) {
        return file.getFileName().toString().matches("\\d{20}\\.spool");
    }

    static long firstOf(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }

    static Segment create(Path dir, long first) throws IOException {
        return open(dir.resolve(String.format("%020d", first) + SUFFIX));
    }

    static Segment open(Path file) throws IOException {
        Segment segment = new Segment(
                file,
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        segment.index();
        return segment;
    }

    /** Finds its records, and cuts off what is torn. */
    private void index() throws IOException {
        long end = channel.size();
        while (size + HEADER <= end) {
            ByteBuffer header = readAt(size, HEADER);
            int length = header.getInt();
            int crc = header.getInt();
            if (length < 0
                    || size + HEADER + length > end
                    || crc != crc(readAt(size + HEADER, length).array())) {
                break;
            }
            remember(size);
            size += HEADER + length;
        }
        if (size < end) {
            channel.truncate(size);
        }
    }

    long first() {
        return first;
    }

    /** The number of the record that comes next. */
    long next() {
        return first + count;
    }

    /** Bytes. */
    long size() {
        return size;
    }

    void append(List<byte[]> bodies) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (byte[] body : bodies) {
            out.writeInt(body.length);
            out.writeInt(crc(body));
            out.write(body);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
        long at = size;
        try {
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
        } catch (IOException full) {
            channel.truncate(size);
            throw full;
        }
        for (byte[] body : bodies) {
            remember(size);
            size += HEADER + body.length;
        }
    }

    byte[] read(long sequence) throws IOException {
        long offset = offsets[(int) (sequence - first)];
        return readAt(offset + HEADER, readAt(offset, HEADER).getInt()).array();
    }

    void close() throws IOException {
        channel.close();
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    private void remember(long offset) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
        }
        offsets[count++] = offset;
    }

    private ByteBuffer readAt(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException(file + " ends in a record");
            }
        }
        return buffer.flip();
    }

    private static int crc(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return (int) crc.getValue();
    }
}
