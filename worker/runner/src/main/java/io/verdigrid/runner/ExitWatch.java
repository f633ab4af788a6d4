package io.verdigrid.runner;

import io.verdigrid.runner.output.OutputCapture;
import io.verdigrid.runner.wire.FrameKind;
import io.verdigrid.runner.wire.FrameWriter;
import io.verdigrid.runner.wire.Sender;
import java.util.Map;

/** A shutdown hook that tells the worker who ends the JVM, unless the worker itself asked for that. */
final class ExitWatch extends Thread {
    private final Sender sender;
    private final OutputCapture output;
    private volatile boolean expected;

    ExitWatch(Sender sender, OutputCapture output) {
        super("verdigrid-exit");
        this.sender = sender;
        this.output = output;
    }

    /** The JVM will end now, and that is well. */
    void expectExit() {
        expected = true;
    }

    @Override
    public void run() {
        if (!expected) {
            output.send();
            sender.send(FrameKind.EXITING, new FrameWriter.Fields().put(whoExits()), true);
        }
    }

    private static String whoExits() {
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            StackTraceElement[] frames = each.getValue();
            for (int i = frames.length - 1; i >= 0; i--) {
                if (isExit(frames[i])) {
                    return describe(each.getKey(), frames, i);
                }
            }
        }
        return "the JVM ends, and no thread called System.exit";
    }

    private static boolean isExit(StackTraceElement frame) {
        return frame.getClassName().equals("java.lang.Shutdown")
                && frame.getMethodName().equals("exit");
    }

    private static String describe(Thread thread, StackTraceElement[] frames, int exit) {
        StringBuilder text = new StringBuilder();
        if (thread.getName().startsWith("SIG")) {
            text.append("the JVM got a signal (thread ")
                    .append(thread.getName())
                    .append(")\n");
        } else {
            text.append("System.exit was called on thread ")
                    .append(thread.getName())
                    .append('\n');
        }
        for (int i = exit; i < frames.length; i++) {
            text.append("\tat ").append(frames[i]).append('\n');
        }
        return text.toString();
    }
}
