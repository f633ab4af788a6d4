package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be done with trunks; each is a command of its own. */
@Command(
        name = "trunk",
        description =
                "A trunk is a branch's gate: a red build of lane main blocks it, a later green one or a person opens"
                        + " it.",
        synopsisSubcommandLabel = "status|block|open",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid trunk status --branch main --check",
            "  verdigrid trunk block --branch main --reason 'no merges before the demo' --for 2h",
            "  verdigrid trunk open --branch main --reason 'the database is back'"
        })
final class TrunkCommand implements Runnable {
    private TrunkCommand() {}

    /** With its own commands below it. */
    static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new TrunkCommand())
                .addSubcommand(new TrunkStatusCommand(surroundings))
                .addSubcommand(new TrunkBlockCommand(surroundings))
                .addSubcommand(new TrunkOpenCommand(surroundings));
    }

    @Override
    public void run() {
        throw Problem.input("trunk: say which: status, block or open");
    }
}
