package io.verdigrid.runner.output;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;

/** A System.out or System.err that survives being closed. Thread-safe. */
final class CapturedStream extends PrintStream {
    CapturedStream(OutputCapture capture, int stream) throws UnsupportedEncodingException {
        super(new Sink(capture, stream), true, "UTF-8");
    }

    @Override
    public void close() {
        flush();
    }

    private static final class Sink extends OutputStream {
        private final OutputCapture capture;
        private final int stream;

        Sink(OutputCapture capture, int stream) {
            this.capture = capture;
            this.stream = stream;
        }

        @Override
        public void write(int value) {
            capture.write(stream, new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) {
            capture.write(stream, data, offset, length);
        }
    }
}
