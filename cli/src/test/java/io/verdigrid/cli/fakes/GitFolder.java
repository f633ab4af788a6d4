package io.verdigrid.cli.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A real git repository in a folder, with nothing of the machine's own settings. */
public final class GitFolder {
    private final Path folder;

    private GitFolder(Path folder) {
        this.folder = folder;
    }

    /** What a git command did. */
    public record Done(int status, String text) {}

    /** A new repository whose branch is main; skips the test where there is no git. */
    public static GitFolder init(Path folder, String... options) throws Exception {
        Files.createDirectories(folder);
        GitFolder git = new GitFolder(folder);
        Assumptions.assumeTrue(git.isThere(), "git is not installed: tests with a repository are skipped");
        List<String> init = new ArrayList<>(List.of("init", "-q", "-b", "main"));
        init.addAll(List.of(options));
        git.ok(init.toArray(String[]::new));
        return git;
    }

    private boolean isThere() throws Exception {
        try {
            return run("--version").status() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** A commit of this file; answers with its hash. */
    public String commit(String file, String content, String message) throws Exception {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), content);
        ok("add", "-A");
        ok("commit", "-q", "-m", message);
        return head();
    }

    public String head() throws Exception {
        return ok("rev-parse", "HEAD");
    }

    /** What it printed; fails where it failed. */
    public String ok(String... arguments) throws Exception {
        Done done = run(arguments);
        assertThat(done.status()).as(done.text()).isZero();
        return done.text().strip();
    }

    public Done run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("GIT_CONFIG_NOSYSTEM", "1", "HOME", folder.toString(), "LC_ALL", "C"));
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Done(process.waitFor(), text);
    }

    public Path folder() {
        return folder;
    }
}
