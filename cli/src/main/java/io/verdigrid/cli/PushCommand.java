package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be done with pushes; each is a command of its own. */
@Command(
        name = "push",
        description = "A push brings a release to a fleet: to a subset, which is watched, then to all, and back if it harms.",
        synopsisSubcommandLabel = "start|status|history|fleet|abort|pause|resume|rollback",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid push start --artifact build/shop.tar.gz --emergency --reason 'certificates expire today'",
            "  verdigrid push status --wait",
            "  verdigrid push fleet",
            "  verdigrid push rollback --reason 'support calls'"
        })
final class PushCommand implements Runnable {
    private PushCommand() {}

    /** With its own commands below it. */
    static CommandLine line(Surroundings surroundings) {
        CommandLine line = new CommandLine(new PushCommand())
                .addSubcommand(new PushStartCommand(surroundings))
                .addSubcommand(new PushStatusCommand(surroundings))
                .addSubcommand(new PushHistoryCommand(surroundings))
                .addSubcommand(new PushFleetCommand(surroundings));
        for (PushOrderCommand.Kind kind : PushOrderCommand.Kind.values()) {
            if (kind != PushOrderCommand.Kind.OOPS) {
                line.addSubcommand(kind.word(), PushOrderCommand.line(surroundings, kind));
            }
        }
        return line;
    }

    @Override
    public void run() {
        throw Problem.input("push: say which: start, status, history, fleet, abort, pause, resume or rollback");
    }
}
