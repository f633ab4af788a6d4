package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.trunk.GitRepository;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Installs the hook. */
@Command(name = "install", description = "Writes the hook into a repository on this machine.")
final class HookInstallCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final HookOptions hook = new HookOptions();

    @Option(
            names = "--repository",
            paramLabel = "DIR",
            required = true,
            description = "The repository that is pushed to; most often a bare one.")
    String repository = "";

    @Option(names = "--replace", description = "Replace a pre-receive hook that is there.")
    boolean replace;

    HookInstallCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path folder = surroundings.resolve(repository);
        Path installed = hook.script(surroundings).install(new GitRepository(folder), folder, replace);
        surroundings.console().out().println("Installed " + installed);
        return Exit.OK;
    }
}
