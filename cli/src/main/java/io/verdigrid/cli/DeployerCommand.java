package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.deployer.DeployerDaemon;
import io.verdigrid.deployer.config.DeployConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a deployer until it is told to end. */
@Command(
        name = "deployer",
        description = "Runs a deployer until ctrl-c or SIGTERM. A push that was under way goes on after a restart on the same --data.",
        footerHeading = "%nExamples:%n",
        footer = {"  verdigrid deployer --config deploy.yaml --data /var/lib/verdigrid-deployer"})
final class DeployerCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "Hosts, steps, times and trusted keys: see docs/deployer.md.")
    String config = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The journal of pushes and the releases' content. Default: `deployer` below $$VERDIGRID_HOME, else ~/.verdigrid.")
    @Nullable
    String data;

    DeployerCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path folder = data != null
                ? surroundings.resolve(data)
                : CoordinatorOptions.dataFolder(surroundings, null).resolve("deployer");
        DeployConfig read = read();
        try (DeployerDaemon daemon = start(read, folder)) {
            String listen = read.server().listen();
            String address = listen.substring(0, listen.lastIndexOf(':')) + ":" + daemon.port();
            Daemon.say(
                    surroundings,
                    "Deployer of fleet " + read.fleet() + " (" + read.hostNames().size() + " hosts) listens at " + address
                            + ", data in " + folder + ".");
            Daemon.say(surroundings, "Next: verdigrid push fleet --deployer " + address);
            Daemon.stay(surroundings, daemon::close, new CompletableFuture<>());
            return Exit.OK;
        }
    }

    private DeployConfig read() {
        Path file = surroundings.resolve(config);
        try {
            return DeployConfig.read(file, Files.readString(file));
        } catch (IOException e) {
            throw Problem.input("--config: cannot read " + file + (Files.exists(file) ? "" : ": there is no such file"));
        } catch (IllegalArgumentException e) {
            throw Problem.input(String.valueOf(e.getMessage()));
        }
    }

    private DeployerDaemon start(DeployConfig read, Path folder) {
        try {
            return DeployerDaemon.start(read, folder, surroundings.time());
        } catch (IllegalArgumentException | IOException e) {
            throw Problem.input(String.valueOf(e.getMessage()));
        }
    }
}
