package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be done with green certificates; each is a command of its own. */
@Command(
        name = "certificate",
        description =
                "A green certificate says, signed, which revision, artifact, bundles and tests a green build was of."
                        + " A build of lane main that was run with --artifact has one when it ends green.",
        synopsisSubcommandLabel = "list|show|verify|key",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid certificate key > grid.pub",
            "  verdigrid certificate show 01J8 --out shop.green.json",
            "  verdigrid certificate verify shop.green.json --key grid.pub --artifact shop.tar.gz"
        })
final class CertificateCommand implements Runnable {
    private CertificateCommand() {}

    /** With its own commands below it. */
    static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new CertificateCommand())
                .addSubcommand(new CertificateListCommand(surroundings))
                .addSubcommand(new CertificateShowCommand(surroundings))
                .addSubcommand(new CertificateVerifyCommand(surroundings))
                .addSubcommand(new CertificateKeyCommand(surroundings));
    }

    @Override
    public void run() {
        throw Problem.input("certificate: say which: list, show, verify or key");
    }
}
