package io.verdigrid.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.protocol.BundleManifest.ClasspathEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BundleManifestTextTest {
    private static final Digest A = Digest.of("a");
    private static final Digest B = Digest.of("b");

    private final BundleManifest manifest = new BundleManifest(
            List.of(
                    new ClasspathEntry.InWorkdir("target/test-classes"),
                    new ClasspathEntry.Folder(
                            "classes",
                            List.of(new TreeEntry.File("q/B.class", B, 2, false), new TreeEntry.EmptyFolder("p"))),
                    new ClasspathEntry.Jar("junit 5%.jar", A, 1)),
            List.of(
                    new TreeEntry.File("run.sh", A, 1, true),
                    new TreeEntry.Link("link", "target/test-classes"),
                    new TreeEntry.File("target/test-classes/ü b.txt", B, 2, false)),
            List.of("-Xmx1g", "-Dname=two words\nand a line", ""),
            new TreeMap<>(Map.of("EMPTY", "", "PATH", "/bin:/usr/bin")),
            "");

    @Test
    void whatIsWrittenIsRead() {
        assertThat(BundleManifestText.read(BundleManifestText.write(manifest))).isEqualTo(manifest);
    }

    @Test
    void filesBesideTheClasspathAndTheFolderToStartInAreRead() {
        BundleManifest more = new BundleManifest(
                manifest.classpath(),
                manifest.workdir(),
                List.of("-javaagent:${verdigrid.file.0}"),
                manifest.environment(),
                "/opt/jdk",
                List.of(new ClasspathEntry.Jar("agent.jar", A, 1), new ClasspathEntry.Jar("lib one.so", B, 2)),
                "target/it");
        assertThat(BundleManifestText.read(BundleManifestText.write(more))).isEqualTo(more);
        assertThat(more.size()).isEqualTo(manifest.size() + 3);
        assertThat(BundleManifestText.write(more)).isNotEqualTo(BundleManifestText.write(manifest));
    }

    @Test
    void orderOfFilesDoesNotChangeTheText() {
        BundleManifest shuffled = new BundleManifest(
                manifest.classpath(),
                List.of(
                        manifest.workdir().get(2),
                        manifest.workdir().get(0),
                        manifest.workdir().get(1)),
                manifest.jvmArgs(),
                manifest.environment(),
                manifest.javaHome());
        assertThat(BundleManifestText.write(shuffled)).isEqualTo(BundleManifestText.write(manifest));
    }

    @Test
    void orderOfTheClasspathChangesTheText() {
        BundleManifest turned = new BundleManifest(
                List.of(
                        manifest.classpath().get(2),
                        manifest.classpath().get(0),
                        manifest.classpath().get(1)),
                manifest.workdir(),
                manifest.jvmArgs(),
                manifest.environment(),
                manifest.javaHome());
        assertThat(BundleManifestText.write(turned)).isNotEqualTo(BundleManifestText.write(manifest));
    }

    @Test
    void aTextOfAnotherVersionIsRefused() {
        assertThatThrownBy(() -> read("verdigrid-bundle 2\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("verdigrid-bundle 2");
    }

    @Test
    void anUnknownLineIsNamed() {
        assertThatThrownBy(() -> read("verdigrid-bundle 1\nworkdir\nnonsense x\n"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("nonsense");
    }

    @Test
    void aPathThatClimbsOutIsRefused() {
        assertThatThrownBy(() -> read("verdigrid-bundle 1\nworkdir\nfile ../x " + A + " 1\n"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("../x");
        assertThatThrownBy(() -> read("verdigrid-bundle 1\nworkdir\nfile /etc/x " + A + " 1\n"))
                .hasMessageContaining("/etc/x");
    }

    @Test
    void aLinkThatPointsOutIsRefused() {
        assertThatThrownBy(() -> read("verdigrid-bundle 1\nworkdir\nlink a/b ../../x\n"))
                .hasMessageContaining("../../x");
        assertThatThrownBy(() -> read("verdigrid-bundle 1\nworkdir\nlink a /etc/passwd\n"))
                .hasMessageContaining("/etc/passwd");
    }

    @Test
    void aFileBehindALinkIsRefused() {
        assertThatThrownBy(() -> read("verdigrid-bundle 1\nworkdir\nlink a b\nfile a/x " + A + " 1\n"))
                .hasMessageContaining("a/x");
    }

    @Test
    void sizeCountsAllPlaces() {
        assertThat(manifest.size()).isEqualTo(2 + 1 + 1 + 2);
    }

    private static BundleManifest read(String text) {
        return BundleManifestText.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
