package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What git servers are told; each is a command of its own. */
@Command(
        name = "hook",
        description = "A git pre-receive hook that refuses pushes to a blocked branch.",
        synopsisSubcommandLabel = "install|print|check",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid hook install --repository /srv/git/shop.git --coordinator grid:8470 --tls --when-away open",
            "  verdigrid hook print --coordinator grid:8470 > pre-receive"
        })
final class HookCommand implements Runnable {
    private HookCommand() {}

    /** With its own commands below it. */
    static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new HookCommand())
                .addSubcommand(new HookInstallCommand(surroundings))
                .addSubcommand(new HookPrintCommand(surroundings))
                .addSubcommand(new HookCheckCommand(surroundings));
    }

    @Override
    public void run() {
        throw Problem.input("hook: say which: install, print or check");
    }
}
