package io.verdigrid.cli.trunk;

import io.verdigrid.cli.console.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody pushes to one reference, as git tells a pre-receive hook.
 *
 * @param before all zeros: the reference is new
 * @param after all zeros: it is deleted
 */
public record Push(String before, String after, String reference) {
    private static final String HEADS = "refs/heads/";
    private static final Pattern ZEROS = Pattern.compile("0+");

    /** Of a line {@code before after reference}. */
    public static Push parse(String line) {
        String[] words = line.strip().split(" ", 3);
        if (words.length != 3) {
            throw Problem.input("standard input: '" + line + "' is not `before after reference`, as git tells a"
                    + " pre-receive hook");
        }
        return new Push(words[0], words[1], words[2]);
    }

    /** The branch that it changes; empty: another kind of reference, or the branch is deleted. */
    public Optional<String> branch() {
        boolean changes = reference.startsWith(HEADS) && !ZEROS.matcher(after).matches();
        return changes ? Optional.of(reference.substring(HEADS.length())) : Optional.empty();
    }

    /** The commits that come with it. */
    List<GitRepository.Commit> commits(GitRepository repository) {
        return ZEROS.matcher(before).matches()
                ? repository.commits(after, "--not", "--all")
                : repository.commits(before + ".." + after);
    }
}
