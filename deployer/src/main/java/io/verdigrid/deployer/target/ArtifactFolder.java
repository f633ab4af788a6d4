package io.verdigrid.deployer.target;

import io.verdigrid.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the content of releases from artifacts: a tar is unpacked, any other file is the release's one file.
 *
 * <p>What was made is kept, so that a release can still be brought to a host when its artifact is gone. Not thread-safe.
 */
public final class ArtifactFolder {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path folder;

    /** Which keeps what it makes there. */
    public ArtifactFolder(Path folder) {
        this.folder = folder;
    }

    /** The release's content; an IOException with a clause for people where the artifact is not there, or is another. */
    public Path content(Release release, Path artifact) throws IOException, InterruptedException {
        Path made = folder.resolve(release.digest().hex());
        if (Files.isDirectory(made)) {
            return made;
        }
        if (!Files.isRegularFile(artifact)) {
            throw new IOException("there is no file " + artifact);
        }
        Path copy = folder.resolve("artifact.new");
        Path making = folder.resolve("content.new");
        Files.createDirectories(folder);
        FileTree.delete(making);
        Files.createDirectory(making);
        // What is checked is what is unpacked, whoever writes to the artifact meanwhile.
        Files.copy(artifact, copy, StandardCopyOption.REPLACE_EXISTING);
        Digest digest = Digest.of(copy);
        if (!digest.equals(release.digest())) {
            Files.delete(copy);
            throw new IOException(artifact + " has the digest " + digest + ", and not " + release.digest());
        }
        String name = String.valueOf(artifact.getFileName());
        if (isTar(name)) {
            unpack(copy, making, artifact);
            Files.delete(copy);
        } else {
            Files.move(copy, making.resolve(name));
        }
        Files.move(making, made, StandardCopyOption.ATOMIC_MOVE);
        return made;
    }

    private static boolean isTar(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".tar") || lower.matches(".*(\\.tar\\.|\\.t)(gz|xz|bz2|zst)");
    }

    /** The system's tar keeps what a release needs, links and permissions, and lets no entry out of the folder. */
    private static void unpack(Path tar, Path to, Path artifact) throws IOException, InterruptedException {
        try {
            ProcessRun run = ProcessRun.of(
                    List.of("tar", "--no-same-owner", "-xf", tar.toString(), "-C", to.toString()),
                    Optional.empty(),
                    Map.of(),
                    "",
                    PATIENCE);
            if (run.status() != 0) {
                throw new IOException("tar cannot unpack " + artifact + ": " + run.why());
            }
        } catch (ProcessRun.TooLong e) {
            throw new IOException("tar " + e.getMessage(), e);
        }
    }
}
