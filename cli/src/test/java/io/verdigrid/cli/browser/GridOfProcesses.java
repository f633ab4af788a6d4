package io.verdigrid.cli.browser;

import io.verdigrid.cli.system.Verdigrid;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Coordinator, worker and dashboard, each a process, and the suites of {@code samples} to run on them. */
final class GridOfProcesses implements AutoCloseable {
    static final String SAMPLES = "io.verdigrid.cli.browser.samples.";

    private final Path folder;
    private final int port = Verdigrid.freePort();
    private final int dashboardPort = Verdigrid.freePort();
    private final List<Verdigrid> processes = new ArrayList<>();
    private Verdigrid coordinator;

    GridOfProcesses(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        coordinator = startCoordinator();
        start(
                "worker",
                "worker",
                "--coordinator",
                address(),
                "--slots",
                "2",
                "--data",
                folder.resolve("w").toString());
        start("dashboard", "dashboard", "--coordinator", address(), "--listen", "127.0.0.1:" + dashboardPort)
                .awaitLine("Dashboard of the grid", 60);
    }

    private Verdigrid startCoordinator() throws IOException, InterruptedException {
        return start(
                        "coordinator",
                        "coordinator",
                        "--listen",
                        address(),
                        "--data",
                        folder.resolve("c").toString())
                .awaitLine("Coordinator listens", 60);
    }

    private Verdigrid start(String name, String... arguments) throws IOException {
        Verdigrid process = Verdigrid.start(folder, name + "-" + processes.size(), List.of(arguments));
        processes.add(process);
        return process;
    }

    private String address() {
        return "127.0.0.1:" + port;
    }

    /** Where the dashboard is, without the last slash. */
    String origin() {
        return "http://127.0.0.1:" + dashboardPort;
    }

    /** Starts a suite of one sample class; its own name is the suite's. */
    Run run(String sample, String... more) throws IOException {
        String junit = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*/(junit-|opentest4j|apiguardian|assertj|byte-buddy)[^/]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        String classes = Path.of("target", "test-classes").toAbsolutePath().toString();
        List<String> arguments =
                new ArrayList<>(List.of("run", "--coordinator", address(), "--connect-timeout", "60s"));
        arguments.addAll(List.of("--suite", sample, "--revision", "4f2a91c", "--branch", "main"));
        arguments.addAll(List.of("--classpath", classes + File.pathSeparator + junit));
        arguments.addAll(List.of("--select-class", SAMPLES + sample));
        arguments.addAll(List.of(more));
        return new Run(start("run", arguments.toArray(String[]::new)));
    }

    /** A build, and the command that waits for its end. */
    record Run(Verdigrid command) {
        private static final Pattern BUILD = Pattern.compile("build (\\S+) of suite");

        /** Waits until the build has an id. */
        String id() throws IOException, InterruptedException {
            command.awaitLine(" of suite ", 120);
            Matcher build = BUILD.matcher(command.output());
            if (!build.find()) {
                throw new AssertionError(command.output());
            }
            return build.group(1);
        }

        int exitStatus() throws IOException, InterruptedException {
            return command.exitStatus(240);
        }
    }

    void killCoordinator() {
        coordinator.kill();
    }

    void startCoordinatorAgain() throws IOException, InterruptedException {
        coordinator = startCoordinator();
    }

    @Override
    public void close() {
        processes.forEach(Verdigrid::kill);
    }
}
