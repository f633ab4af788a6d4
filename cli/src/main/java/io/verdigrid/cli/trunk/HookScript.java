package io.verdigrid.cli.trunk;

import io.verdigrid.cli.console.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The pre-receive hook as git calls it: a script that calls {@code verdigrid hook check}.
 *
 * @param program how verdigrid is called on the machine of the repository
 * @param arguments of {@code hook check}
 * @param tokenFile read at each push, so that the token stands in no script
 */
public record HookScript(String program, List<String> arguments, Optional<Path> tokenFile) {
    private static final String MARK = "# Installed by verdigrid hook.";

    /** Copies its list. */
    public HookScript {
        arguments = List.copyOf(arguments);
    }

    /** For a POSIX shell. */
    public String text() {
        String token = tokenFile
                .map(file ->
                        "VERDIGRID_TOKEN=$(cat " + quoted(file.toString()) + ") || exit 1\nexport VERDIGRID_TOKEN\n")
                .orElse("");
        String words = arguments.stream().map(HookScript::quoted).collect(Collectors.joining(" "));
        return "#!/bin/sh\n" + MARK + " Refuses pushes to a blocked branch.\n" + token + "exec " + quoted(program)
                + " hook check " + words + "\n";
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Writes it as the repository's hook; refuses to replace another's unless told so. Answers where it is. */
    public Path install(GitRepository repository, Path folder, boolean replace) {
        Path hooks = folder.resolve(
                repository.run("rev-parse", "--git-path", "hooks").strip());
        Path hook = hooks.resolve("pre-receive");
        try {
            if (Files.exists(hook) && !replace && !Files.readString(hook).contains(MARK)) {
                throw Problem.input(hook + " is there already, and not ours: call `verdigrid hook check` from it (see"
                        + " `verdigrid hook print`), or replace it with --replace");
            }
            Files.createDirectories(hooks);
            Path made = Files.createTempFile(
                    hooks,
                    "pre-receive",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(made, text());
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(made, hook, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            return hook;
        } catch (IOException e) {
            throw Problem.input("cannot write " + hook + ": " + e.getMessage());
        }
    }
}
