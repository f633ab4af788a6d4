package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the hook. */
@Command(name = "print", description = "Prints the hook's script, for servers where others install hooks.")
final class HookPrintCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final HookOptions hook = new HookOptions();

    HookPrintCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.console().out().print(hook.script(surroundings).text());
        return Exit.OK;
    }
}
