package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.culprits.CulpritText;
import io.verdigrid.cli.culprits.Finding;
import io.verdigrid.cli.trunk.GitRepository;
import io.verdigrid.cli.trunk.GitRepository.Commit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The reverts of culprits, the newest first. */
final class Reverts {
    private final GitRepository repository;
    private final List<Commit> line;
    private final List<Finding> findings;

    /** Of culprits on this line of commits, the oldest first. */
    Reverts(GitRepository repository, List<Commit> line, List<Finding> findings) {
        this.repository = repository;
        this.line = line;
        this.findings = findings;
    }

    /** Each test has one culprit. */
    boolean isForAll() {
        return findings.stream().allMatch(Reverts::isNamed);
    }

    private static boolean isNamed(Finding finding) {
        return finding instanceof Finding.Guilty guilty && guilty.commits().size() == 1;
    }

    /** To be typed in the repository. */
    List<String> commands() {
        return culprits().stream()
                .map(commit -> "git " + String.join(" ", words(commit)))
                .toList();
    }

    /** Makes them on the branch that is checked out; a line for each. The first that does not apply is undone, and a Problem. */
    List<String> make() {
        List<Commit> culprits = culprits();
        if (!culprits.isEmpty()
                && !repository
                        .run("status", "--porcelain", "--untracked-files=no")
                        .isBlank()) {
            throw Problem.input(
                    "--revert make: the repository has changes that are not committed; commit or stash them");
        }
        List<String> made = new ArrayList<>();
        for (Commit commit : culprits) {
            if (repository.attempt(words(commit).toArray(String[]::new)).isEmpty()) {
                repository.attempt("revert", "--abort");
                throw Problem.input("--revert make: git cannot revert " + CulpritText.title(commit)
                        + " by itself: what came behind it touches the same lines"
                        + (made.isEmpty() ? "" : "; reverted before it: " + made.size()));
            }
            made.add("reverted " + CulpritText.title(commit));
        }
        return made;
    }

    private List<String> words(Commit commit) {
        List<String> words = new ArrayList<>(List.of("revert", "--no-edit"));
        // Of a merge, all that it brought.
        if (repository
                .attempt("rev-parse", "--verify", "--quiet", commit.revision() + "^2")
                .isPresent()) {
            words.addAll(List.of("-m", "1"));
        }
        words.add(commit.revision());
        return words;
    }

    private List<Commit> culprits() {
        Set<Commit> guilty = new LinkedHashSet<>();
        findings.stream()
                .filter(Reverts::isNamed)
                .forEach(finding -> guilty.addAll(((Finding.Guilty) finding).commits()));
        return guilty.stream()
                .sorted(Comparator.<Commit>comparingInt(line::indexOf).reversed())
                .toList();
    }
}
