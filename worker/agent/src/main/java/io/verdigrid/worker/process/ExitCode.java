package io.verdigrid.worker.process;

import java.util.Map;

/** What the number with which a process ended says. */
final class ExitCode {
    private static final int SIGNALS = 128;
    private static final Map<Integer, String> NAMES = Map.of(
            6, "SIGABRT, the JVM crashed",
            9, "SIGKILL, perhaps the kernel's out-of-memory killer",
            11, "SIGSEGV",
            15, "SIGTERM");

    private ExitCode() {}

    /** SIGKILL or SIGTERM. */
    static boolean isKill(int code) {
        return code == SIGNALS + 9 || code == SIGNALS + 15;
    }

    static String text(int code) {
        int signal = code - SIGNALS;
        String name = NAMES.get(signal);
        if (name != null) {
            return "signal " + signal + " (" + name + ")";
        }
        return "exit code " + code;
    }
}
