package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.trunk.HookScript;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a hook's script is to call. */
final class HookOptions extends CoordinatorOptions {
    /** What a push meets that cannot be decided on. */
    enum WhenAway {
        /** It goes through, with a warning. */
        OPEN,
        /** It is refused. */
        CLOSED
    }

    @Option(
            names = "--when-away",
            paramLabel = "open|closed",
            description = "Whether pushes go through while the coordinator cannot be asked. Default: open.")
    WhenAway whenAway = WhenAway.OPEN;

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            description = "Only blocks of this suite and of the whole branch. Default: of any suite.")
    String suite = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with a token of role viewer, read at each push.")
    @Nullable
    String tokenFile;

    @Option(
            names = "--program",
            paramLabel = "FILE",
            description = "How verdigrid is called where the repository is. Default: as it was called now.")
    @Nullable
    String program;

    HookScript script(Surroundings surroundings) {
        if (coordinator == null) {
            throw Problem.input("--coordinator is missing: the hook asks it whether the branch is blocked");
        }
        if (token != null) {
            throw Problem.input("--token would stand in the script: give --token-file FILE");
        }
        List<String> arguments = new ArrayList<>(List.of("--coordinator", coordinator));
        if (tls) {
            arguments.add("--tls");
        }
        if (tlsCa != null) {
            arguments.addAll(List.of("--tls-ca", surroundings.resolve(tlsCa).toString()));
        }
        if (!suite.isEmpty()) {
            arguments.addAll(List.of("--suite", suite));
        }
        arguments.addAll(List.of("--when-away", whenAway.name().toLowerCase(Locale.ROOT)));
        Optional<Path> file = Optional.ofNullable(tokenFile).map(surroundings::resolve);
        return new HookScript(program == null ? launcher() : program, arguments, file);
    }

    /** The script beside the folder of this program's jar; outside of a distribution, whatever is on the PATH. */
    private static String launcher() {
        CodeSource source = HookOptions.class.getProtectionDomain().getCodeSource();
        if (source != null) {
            try {
                URI place = source.getLocation().toURI();
                Path script =
                        Path.of(place).resolveSibling("..").resolve("verdigrid").normalize();
                if (Files.isRegularFile(script) && Files.isExecutable(script)) {
                    return script.toString();
                }
            } catch (URISyntaxException e) {
                return "verdigrid";
            }
        }
        return "verdigrid";
    }
}
