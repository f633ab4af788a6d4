package io.verdigrid.worker.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a process as the head of a group of its own where the host has {@code setsid}, and kills it with all its children. */
final class ProcessGroup {
    private static final Logger log = LoggerFactory.getLogger(ProcessGroup.class);
    private static final long KILL_SECONDS = 5;
    private static final List<String> STARTER = Stream.of("/usr/bin/setsid", "/bin/setsid")
            .filter(program -> Files.isExecutable(Path.of(program)))
            .findFirst()
            .map(List::of)
            .orElse(List.of());

    private ProcessGroup() {}

    /** What stands before the command. */
    static List<String> starter() {
        return STARTER;
    }

    /** Kills the process, its children and theirs, and what they left in its group when it has ended already. */
    static void kill(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        if (!STARTER.isEmpty()) {
            signal("-KILL", "-" + process.pid());
        }
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** Asks a Java process for its threads on its standard output. */
    static void askForThreads(Process process) {
        if (!STARTER.isEmpty()) {
            signal("-QUIT", Long.toString(process.pid()));
        }
    }

    private static void signal(String signal, String target) {
        try {
            Process kill = new ProcessBuilder("kill", signal, "--", target)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.getOutputStream().close();
            if (!kill.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException e) {
            log.debug("kill {} {} failed", signal, target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
