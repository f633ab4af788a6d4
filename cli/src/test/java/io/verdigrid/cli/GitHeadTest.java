package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHeadTest {
    private static final String COMMIT = "0123456789012345678901234567890123456789";

    @TempDir
    Path folder;

    @Test
    void readsABranchFromAFolderBelow() throws IOException {
        write(".git/HEAD", "ref: refs/heads/feature/x\n");
        write(".git/refs/heads/feature/x", COMMIT + "\n");
        Files.createDirectories(folder.resolve("a/b"));

        assertThat(GitHead.of(folder.resolve("a/b"))).contains(new GitHead(COMMIT, "feature/x"));
    }

    @Test
    void readsPackedRefsAndADetachedHead() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".git/packed-refs", "# pack-refs\n" + COMMIT + " refs/heads/main\n");
        assertThat(GitHead.of(folder)).contains(new GitHead(COMMIT, "main"));

        write(".git/HEAD", COMMIT + "\n");
        assertThat(GitHead.of(folder)).contains(new GitHead(COMMIT, ""));
    }

    @Test
    void followsALinkedWorktree() throws IOException {
        write("main/.git/refs/heads/w", COMMIT);
        write("main/.git/worktrees/w/HEAD", "ref: refs/heads/w\n");
        write("main/.git/worktrees/w/commondir", "../..\n");
        write("w/.git", "gitdir: " + folder.resolve("main/.git/worktrees/w") + "\n");

        assertThat(GitHead.of(folder.resolve("w"))).contains(new GitHead(COMMIT, "w"));
    }

    @Test
    void isEmptyBeforeTheFirstCommit() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");

        assertThat(GitHead.of(folder)).contains(new GitHead("", "main"));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
