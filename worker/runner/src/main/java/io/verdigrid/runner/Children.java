package io.verdigrid.runner;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processes that tests started, theirs, and what these left in the runner's process group. No instances. What the host
 * does not tell of lives on: without /proc those whose parent is gone, before Java 9 all.
 */
final class Children {
    /** While some are killed, others may be started. */
    private static final int ROUNDS = 3;

    private static final int PATIENCE_S = 2;
    private static final int GROUP = 2;

    private Children() {}

    /** Kills them. Never throws. */
    static void kill() {
        try {
            String self = new File("/proc/self").getCanonicalFile().getName();
            for (int round = 0; round < ROUNDS; round++) {
                Set<String> children = descendants();
                children.addAll(ofGroup(self));
                children.remove(self);
                if (children.isEmpty()) {
                    return;
                }
                kill(children);
            }
        } catch (Exception | LinkageError ignored) {
            // Nobody is left to tell.
        }
    }

    /** ProcessHandle.current().descendants(), from Java 9 on. */
    private static Set<String> descendants() {
        Set<String> children = new LinkedHashSet<>();
        try {
            Class<?> handle = Class.forName("java.lang.ProcessHandle");
            Method pid = handle.getMethod("pid");
            Object current = handle.getMethod("current").invoke(null);
            Iterator<?> all = ((Stream<?>) handle.getMethod("descendants").invoke(current)).iterator();
            while (all.hasNext()) {
                children.add(String.valueOf(pid.invoke(all.next())));
            }
        } catch (ReflectiveOperationException older) {
            // Then the group has to do.
        }
        return children;
    }

    /** Those alive in the group that this process leads; none where it leads none. */
    private static Set<String> ofGroup(String self) {
        Set<String> members = new LinkedHashSet<>();
        File[] processes = new File("/proc").listFiles();
        if (processes == null) {
            return members;
        }
        for (File each : processes) {
            if (Character.isDigit(each.getName().charAt(0)) && isInGroup(each, self)) {
                members.add(each.getName());
            }
        }
        return members;
    }

    /** The line is: pid (name) state parent group ...; a name may hold blanks and brackets. */
    private static boolean isInGroup(File process, String group) {
        try {
            byte[] line = Files.readAllBytes(new File(process, "stat").toPath());
            String text = new String(line, StandardCharsets.ISO_8859_1);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            return !fields[0].equals("Z") && fields[GROUP].equals(group);
        } catch (IOException | RuntimeException gone) {
            return false;
        }
    }

    private static void kill(Set<String> pids) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add("kill");
        command.add("-KILL");
        command.addAll(pids);
        Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
        kill.getOutputStream().close();
        kill.waitFor(PATIENCE_S, TimeUnit.SECONDS);
    }
}
