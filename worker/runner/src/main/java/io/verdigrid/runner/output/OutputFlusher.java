package io.verdigrid.runner.output;

/** Sends output while a unit runs, so that it is seen before its test ends. */
final class OutputFlusher extends Thread {
    private static final int PERIOD_MS = 100;

    private final OutputCapture capture;

    OutputFlusher(OutputCapture capture) {
        super("verdigrid-output");
        this.capture = capture;
    }

    @Override
    public void run() {
        while (true) {
            try {
                capture.awaitRun();
                Thread.sleep(PERIOD_MS);
                capture.send();
            } catch (InterruptedException | RuntimeException | Error ignored) {
                // A test may interrupt every thread that it finds, and memory may run out: neither ends this one.
                Thread.interrupted();
            }
        }
    }
}
