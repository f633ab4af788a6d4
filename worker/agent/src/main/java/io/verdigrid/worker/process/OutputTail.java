package io.verdigrid.worker.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** The last bytes of a stream, and how many came before them. Thread-safe. */
final class OutputTail {
    private final byte[] ring;
    private long total;

    OutputTail(int bytes) {
        this.ring = new byte[bytes];
    }

    synchronized void add(byte[] data, int length) {
        int skip = Math.max(0, length - ring.length);
        for (int i = skip; i < length; i++) {
            ring[(int) ((total + i) % ring.length)] = data[i];
        }
        total += length;
    }

    /** Reads the stream to its end. */
    void drain(InputStream in) {
        byte[] buffer = new byte[8192];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                add(buffer, n);
            }
        } catch (IOException closed) {
            String message = "\n(" + closed.getMessage() + ")";
            add(message.getBytes(Charset.defaultCharset()), message.length());
        }
    }

    synchronized String text() {
        int kept = (int) Math.min(total, ring.length);
        byte[] bytes = new byte[kept];
        for (int i = 0; i < kept; i++) {
            bytes[i] = ring[(int) ((total - kept + i) % ring.length)];
        }
        String text = new String(bytes, Charset.defaultCharset()).strip();
        return total > kept ? "(" + (total - kept) + " bytes left out)\n" + text : text;
    }
}
