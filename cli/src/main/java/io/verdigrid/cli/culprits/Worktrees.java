package io.verdigrid.cli.culprits;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.trunk.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Checked-out commits of a user's repository, beside the user's own working tree, which stays as it is. Thread-safe. */
public final class Worktrees implements AutoCloseable {
    private final GitRepository repository;
    private final Path folder;
    private final Set<Path> trees = new LinkedHashSet<>();
    private int made;

    private Worktrees(GitRepository repository, Path folder) {
        this.repository = repository;
        this.folder = folder;
    }

    /** None yet; they are made in a new folder for temporary files. */
    public static Worktrees of(GitRepository repository) {
        try {
            return new Worktrees(repository, Files.createTempDirectory("verdigrid-culprits"));
        } catch (IOException e) {
            throw Problem.input("cannot make a folder for worktrees: " + e.getMessage());
        }
    }

    /** A new one of this commit. */
    synchronized Path add(String revision) {
        made++;
        Path tree = folder.resolve(made + "-" + revision.substring(0, Math.min(12, revision.length())));
        trees.add(tree);
        repository.run("worktree", "add", "--quiet", "--detach", tree.toString(), revision);
        return tree;
    }

    synchronized void remove(Path tree) {
        if (trees.remove(tree)) {
            repository.attempt("worktree", "remove", "--force", tree.toString());
        }
    }

    /** Removes all. */
    @Override
    public synchronized void close() {
        Set.copyOf(trees).forEach(this::remove);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // A build's process may still write there; the folder is one for temporary files.
        }
        repository.attempt("worktree", "prune");
    }
}
