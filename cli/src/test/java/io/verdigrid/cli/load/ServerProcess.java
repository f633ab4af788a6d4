package io.verdigrid.cli.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server in a process of its own, and what it costs by the figures that Linux keeps of it. For one thread. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("listens at (\\S+:\\d+)");
    private static final long START_SECONDS = 60;
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private final String address;

    private ServerProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /**
     * CPU time since the start, seconds, of all and of the threads that still live, by the beginning of their names, and the
     * most memory it had, bytes.
     */
    record Cost(double cpuSeconds, Map<String, Double> byThread, long peakBytes) {
        double since(Cost before) {
            return cpuSeconds - before.cpuSeconds;
        }

        /** The threads that took most since then. */
        String threadsSince(Cost before) {
            return byThread.entrySet().stream()
                    .map(thread -> Map.entry(
                            thread.getKey(), thread.getValue() - before.byThread.getOrDefault(thread.getKey(), 0.0)))
                    .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                    .limit(8)
                    .map(thread -> String.format(Locale.ROOT, "%s %.2f", thread.getKey(), thread.getValue()))
                    .collect(Collectors.joining(", "));
        }

        String peak() {
            return String.format(Locale.ROOT, "%d MiB", peakBytes >> 20);
        }
    }

    /** Starts it, and waits until it says where it listens. */
    static ServerProcess start(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        for (long tries = START_SECONDS * 20; tries > 0; tries--) {
            Matcher said = ADDRESS.matcher(Files.readString(log));
            if (said.find()) {
                return new ServerProcess(process, said.group(1));
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        process.destroyForcibly();
        throw new IOException("the server did not start: " + command + "\n" + Files.readString(log));
    }

    /** HOST:PORT. */
    String address() {
        return address;
    }

    /** What it cost until now. */
    Cost cost() throws IOException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        double cpu = cpuSeconds(Files.readString(proc.resolve("stat")));
        Map<String, Double> byThread = new TreeMap<>();
        try (Stream<Path> tasks = Files.list(proc.resolve("task"))) {
            for (Path task : tasks.toList()) {
                String stat;
                try {
                    stat = Files.readString(task.resolve("stat"));
                } catch (IOException gone) {
                    continue;
                }
                String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                byThread.merge(name.replaceAll("[-#\\d ]+$", ""), cpuSeconds(stat), Double::sum);
            }
        }
        Matcher peak = Pattern.compile("VmHWM:\\s+(\\d+) kB").matcher(Files.readString(proc.resolve("status")));
        if (!peak.find()) {
            throw new IOException("no VmHWM in " + proc + "/status");
        }
        return new Cost(cpu, byThread, Long.parseLong(peak.group(1)) << 10);
    }

    /** The name in parentheses may hold blanks; state is the first field behind it, user and system time the 12th and 13th. */
    private static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** SIGTERM; then SIGKILL, if it takes long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
