package io.verdigrid.cli.trunk;

import io.verdigrid.cli.console.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A repository, by the program git, in its folder and with the environment of this process: in a hook that is where git says
 * which objects are being pushed. Thread-safe; what git refuses is a Problem with what it said.
 */
public final class GitRepository {
    /** Between the hash and the message of a commit, and behind the message; git keeps neither in one. */
    private static final String BETWEEN = "\u001f";

    private static final String END = "\u001e";

    private final Path folder;

    /** The repository that this folder is in. */
    public GitRepository(Path folder) {
        this.folder = folder;
    }

    /** A commit. */
    public record Commit(String revision, String message) {
        /** The message's first line. */
        public String subject() {
            return message.lines().findFirst().orElse("");
        }
    }

    /** Commits that {@code range}'s words select, newest first. */
    public List<Commit> commits(String... range) {
        List<String> command = new ArrayList<>(List.of("log", "--format=%H%x1f%B%x1e"));
        command.addAll(List.of(range));
        List<Commit> commits = new ArrayList<>();
        for (String record : run(command.toArray(String[]::new)).split(END, -1)) {
            String[] parts = record.strip().split(BETWEEN, 2);
            if (parts.length == 2) {
                commits.add(new Commit(parts[0], parts[1].strip()));
            }
        }
        return commits;
    }

    /** Whether it has this commit. */
    public boolean has(String revision) {
        return revision.matches("[0-9a-fA-F]{4,64}")
                && attempt("cat-file", "-e", revision + "^{commit}").isPresent();
    }

    /** What git prints; throws a Problem with its complaint where it fails. */
    public String run(String... arguments) {
        Answer answer = call(arguments);
        if (answer.status() != 0) {
            throw Problem.input("git " + arguments[0] + " failed in " + folder + ": "
                    + answer.text().strip().lines().findFirst().orElse("status " + answer.status()));
        }
        return answer.text();
    }

    /** What git prints; empty: it failed. */
    public Optional<String> attempt(String... arguments) {
        Answer answer = call(arguments);
        return answer.status() == 0 ? Optional.of(answer.text()) : Optional.empty();
    }

    private record Answer(int status, String text) {}

    private Answer call(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).directory(folder.toFile()).start();
        } catch (IOException e) {
            throw Problem.input("git cannot be called in " + folder + ": " + e.getMessage());
        }
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // What git complains of fits into a pipe.
            String complaint = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            return new Answer(status, status == 0 ? text : complaint);
        } catch (IOException e) {
            throw Problem.input("git " + arguments[0] + " in " + folder + ": " + e.getMessage());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw Problem.input("interrupted while git worked");
        }
    }
}
