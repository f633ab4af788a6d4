package io.verdigrid.runner.output;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One stream of one test: its first bytes go out as they come, its last ones when it has ended. Thread-safe. No method
 * blocks, for it is called from whatever thread prints.
 */
final class HeadAndTail {
    private static final byte[] NOTHING = new byte[0];

    private final int half;
    private byte[] head = NOTHING;
    private int headEnd;
    private int headTaken;
    private byte[] tail = NOTHING;
    private int tailEnd;
    private long leftOut;

    /** Keeps half of the limit, in bytes, from each end. */
    HeadAndTail(long limit) {
        this.half = (int) Math.max(0, Math.min(limit / 2, 1 << 28));
    }

    synchronized void append(byte[] data, int offset, int length) {
        int first = Math.min(length, half - headTaken);
        if (first > 0) {
            head = room(head, headEnd, first, Integer.MAX_VALUE);
            System.arraycopy(data, offset, head, headEnd, first);
            headEnd += first;
            headTaken += first;
        }
        if (length > first) {
            appendToTail(data, offset + first, length - first);
        }
    }

    private void appendToTail(byte[] data, int offset, int length) {
        int kept = Math.min(length, half);
        leftOut += length - kept;
        if (tailEnd + kept > 2 * half) {
            int stay = half - kept;
            leftOut += tailEnd - stay;
            System.arraycopy(tail, tailEnd - stay, tail, 0, stay);
            tailEnd = stay;
        }
        tail = room(tail, tailEnd, kept, 2 * half);
        System.arraycopy(data, offset + length - kept, tail, tailEnd, kept);
        tailEnd += kept;
    }

    /** What came since the last call and may go out now; empty: nothing. */
    synchronized byte[] takeHead() {
        if (headEnd == 0) {
            return NOTHING;
        }
        byte[] taken = Arrays.copyOf(head, headEnd);
        headEnd = 0;
        if (headTaken >= half) {
            head = NOTHING;
        }
        return taken;
    }

    /** The last bytes, behind a line that says how many are missing before them; empty: there are none. */
    synchronized byte[] takeTail() {
        int from = Math.max(0, tailEnd - half);
        long missing = leftOut + from;
        if (missing > 0) {
            // A character that was cut in two would show as a wrong one.
            while (from < tailEnd && (tail[from] & 0xC0) == 0x80) {
                from++;
                missing++;
            }
        }
        byte[] line =
                missing == 0 ? NOTHING : ("\n[" + missing + " bytes left out]\n").getBytes(StandardCharsets.UTF_8);
        byte[] taken = Arrays.copyOf(line, line.length + tailEnd - from);
        System.arraycopy(tail, from, taken, line.length, tailEnd - from);
        tail = NOTHING;
        tailEnd = 0;
        leftOut = 0;
        return taken;
    }

    private static byte[] room(byte[] bytes, int end, int more, int most) {
        if (end + more <= bytes.length) {
            return bytes;
        }
        return Arrays.copyOf(bytes, Math.min(most, Math.max(end + more, Math.max(512, bytes.length * 2))));
    }
}
