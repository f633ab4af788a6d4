package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which trunk is meant, and who does something to it. */
final class TrunkOptions {
    @Option(names = "--branch", paramLabel = "NAME", description = "Default: what git has checked out here.")
    @Nullable
    String branch;

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            description = "Only for this suite. Default: the branch, whatever the suite.")
    String suite = "";

    @Option(names = "--by", paramLabel = "WHO", description = "Who does this. Default: the user of this process.")
    @Nullable
    String by;

    String branch(Surroundings surroundings) {
        Optional<String> here =
                GitHead.of(surroundings.folder()).map(GitHead::branch).filter(name -> !name.isEmpty());
        String named = branch != null ? branch : here.orElse("");
        if (named.isEmpty()) {
            throw Problem.input("--branch is missing: git has no branch checked out here");
        }
        return named;
    }

    String by() {
        String user = System.getProperty("user.name", "");
        return by != null ? by : user.isEmpty() ? "unknown" : user;
    }
}
