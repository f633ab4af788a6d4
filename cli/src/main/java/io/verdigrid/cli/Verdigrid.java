package io.verdigrid.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command that the others belong to. */
@Command(
        name = "verdigrid",
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs a JUnit suite over many machines at once, and gives each test exactly one verdict.",
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid demo                       try it: a published suite on this machine",
            "  verdigrid run --project .            a Maven project's tests",
            "  verdigrid up                         a grid on this machine, for other commands' --coordinator",
            "  verdigrid tests --sort pass-rate     which tests fail how often",
            "",
            "`verdigrid COMMAND --help` tells more."
        })
final class Verdigrid {
    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log to standard error; twice: more.")
    boolean[] verbose = new boolean[0];

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this.")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    boolean version;
}
