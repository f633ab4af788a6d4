package io.verdigrid.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What git has checked out in a folder, read from its files: a process more would cost more than the rest of a small build's
 * start.
 *
 * @param revision 40 or 64 hexadecimal digits; empty: no commit yet
 * @param branch empty: detached
 */
record GitHead(String revision, String branch) {
    private static final String REF = "ref: ";
    private static final String HEADS = "refs/heads/";

    /** Of the folder or the nearest above it that is a working tree; empty: there is none that can be read. */
    static Optional<GitHead> of(Path folder) {
        for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.exists(git)) {
                try {
                    return Optional.of(read(Files.isDirectory(git) ? git : linked(at, git)));
                } catch (IOException | RuntimeException notReadable) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** A linked worktree or a submodule has a file that names its folder. */
    private static Path linked(Path tree, Path file) throws IOException {
        return tree.resolve(Files.readString(file).strip().substring("gitdir: ".length()));
    }

    private static GitHead read(Path git) throws IOException {
        String head = Files.readString(git.resolve("HEAD")).strip();
        if (!head.startsWith(REF)) {
            return new GitHead(head, "");
        }
        String ref = head.substring(REF.length());
        Path shared = git.resolve("commondir");
        Path common =
                Files.exists(shared) ? git.resolve(Files.readString(shared).strip()) : git;
        String branch = ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : ref;
        for (Path place : new Path[] {git, common}) {
            if (Files.isRegularFile(place.resolve(ref))) {
                return new GitHead(Files.readString(place.resolve(ref)).strip(), branch);
            }
        }
        String packed = packed(common.resolve("packed-refs"), ref);
        return new GitHead(packed == null ? "" : packed, branch);
    }

    private static @Nullable String packed(Path file, String ref) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.endsWith(" " + ref))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .findFirst()
                    .orElse(null);
        }
    }
}
