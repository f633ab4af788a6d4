package io.verdigrid.deployer.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactFolderTest {
    @TempDir
    Path folder;

    private ArtifactFolder artifacts() {
        return new ArtifactFolder(folder.resolve("made"));
    }

    private static Release release(Path file) throws IOException {
        return Release.of("abc", Digest.of(file));
    }

    @Test
    void unpacksATar() throws Exception {
        Path from = Files.createDirectories(folder.resolve("from"));
        Files.writeString(from.resolve("a"), "1");
        Path tar = folder.resolve("shop.tar.gz");
        new ProcessBuilder(List.of("tar", "-czf", tar.toString(), "-C", from.toString(), "."))
                .inheritIO()
                .start()
                .waitFor();
        Path content = artifacts().content(release(tar), tar);
        assertThat(content.resolve("a")).hasContent("1");
        Release same = release(tar);
        Files.delete(tar);
        assertThat(artifacts().content(same, tar)).isEqualTo(content);
    }

    @Test
    void anyOtherFileIsTheReleasesOnlyOne() throws Exception {
        Path jar = Files.writeString(folder.resolve("shop.jar"), "bytes");
        assertThat(artifacts().content(release(jar), jar).resolve("shop.jar")).hasContent("bytes");
    }

    @Test
    void refusesAnotherArtifact() throws Exception {
        Path jar = Files.writeString(folder.resolve("shop.jar"), "bytes");
        Release promised = release(jar);
        Files.writeString(jar, "other bytes");
        assertThatThrownBy(() -> artifacts().content(promised, jar))
                .hasMessageContaining("has the digest " + Digest.of("other bytes"));
        Files.delete(jar);
        assertThatThrownBy(() -> artifacts().content(promised, jar)).hasMessageContaining("there is no file");
    }

    @Test
    void saysWhatTarSays() throws Exception {
        Path tar = Files.writeString(folder.resolve("broken.tar"), "no tar");
        assertThatThrownBy(() -> artifacts().content(release(tar), tar)).hasMessageContaining("tar cannot unpack");
    }
}
