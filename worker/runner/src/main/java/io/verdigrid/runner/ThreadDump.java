package io.verdigrid.runner;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.util.Map;

/** What every thread does, as text of at most a million characters. No instances. */
final class ThreadDump {
    private static final int LONGEST = 1_000_000;

    private ThreadDump() {}

    static String take() {
        StringBuilder text = new StringBuilder(1 << 14);
        try {
            for (ThreadInfo info : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
                append(text, info);
            }
        } catch (RuntimeException | LinkageError withoutBeans) {
            text.setLength(0);
            appendPlain(text);
        }
        if (text.length() > LONGEST) {
            text.setLength(LONGEST);
            text.append("\n[the rest is left out]\n");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, ThreadInfo info) {
        text.append('"')
                .append(info.getThreadName())
                .append("\" id ")
                .append(info.getThreadId())
                .append(' ')
                .append(info.getThreadState());
        if (info.getLockName() != null) {
            text.append(" on ").append(info.getLockName());
            if (info.getLockOwnerName() != null) {
                text.append(" held by \"")
                        .append(info.getLockOwnerName())
                        .append("\" id ")
                        .append(info.getLockOwnerId());
            }
        }
        text.append('\n');
        StackTraceElement[] frames = info.getStackTrace();
        for (int depth = 0; depth < frames.length; depth++) {
            text.append("\tat ").append(frames[depth]).append('\n');
            for (MonitorInfo held : info.getLockedMonitors()) {
                if (held.getLockedStackDepth() == depth) {
                    text.append("\t- locked ").append(held).append('\n');
                }
            }
        }
        for (LockInfo held : info.getLockedSynchronizers()) {
            text.append("\t- holds ").append(held).append('\n');
        }
        text.append('\n');
    }

    private static void appendPlain(StringBuilder text) {
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            Thread thread = each.getKey();
            text.append('"')
                    .append(thread.getName())
                    .append("\" ")
                    .append(thread.getState())
                    .append('\n');
            for (StackTraceElement frame : each.getValue()) {
                text.append("\tat ").append(frame).append('\n');
            }
            text.append('\n');
        }
    }
}
