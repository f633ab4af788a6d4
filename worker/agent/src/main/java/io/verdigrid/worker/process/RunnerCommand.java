package io.verdigrid.worker.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns a plan into a command line and an environment. */
final class RunnerCommand {
    /** The runner's main class. */
    static final String MAIN = "io.verdigrid.runner.Main";

    private static final int ARG_FILES_SINCE = 9;

    private RunnerCommand() {}

    /** Writes the argument file, and returns the command for a runner that calls back on this port. */
    static ProcessBuilder build(RunnerPlan plan, int port) throws IOException {
        List<String> command = new ArrayList<>(ProcessGroup.starter());
        command.add(plan.java().program().toString());
        command.addAll(defaults(plan));
        command.addAll(plan.extraArgs());
        command.addAll(plan.userArgs());
        command.addAll(classpath(plan));
        command.add(MAIN);
        command.add(Integer.toString(port));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(plan.place().startIn().toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("VERDIGRID_"));
        plan.environment().forEach((name, value) -> {
            if (value.equals(RunnerPlan.UNSET)) {
                environment.remove(name);
            } else {
                environment.put(name, value);
            }
        });
        return builder;
    }

    /** What the user's arguments do not say otherwise. */
    private static List<String> defaults(RunnerPlan plan) {
        List<String> args = new ArrayList<>();
        List<String> user = plan.userArgs();
        if (user.stream().noneMatch(arg -> arg.matches("-XX:[+-]Use.*GC"))) {
            args.add("-XX:+UseSerialGC");
        }
        args.add("-Djava.io.tmpdir=" + plan.place().tmpdir());
        return args;
    }

    private static List<String> classpath(RunnerPlan plan) throws IOException {
        String joined = plan.classpath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        if (plan.java().feature() < ARG_FILES_SINCE) {
            return List.of("-cp", joined);
        }
        // The launcher reads the file in the host's own encoding, which is not UTF-8 everywhere.
        Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));
        Files.writeString(plan.place().argFile(), "-cp\n" + quoted(joined) + "\n", charset);
        return List.of("@" + plan.place().argFile());
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
