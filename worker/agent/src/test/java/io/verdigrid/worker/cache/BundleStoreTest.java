package io.verdigrid.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.protocol.BundleManifest.ClasspathEntry;
import io.verdigrid.protocol.BundleManifestText;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TreeEntry;
import io.verdigrid.worker.model.BundleUse;
import io.verdigrid.worker.model.Ending;
import io.verdigrid.worker.model.NotAble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleStoreTest {
    @TempDir
    private Path dir;

    private final FakeBlobs blobs = new FakeBlobs();
    private BlobCache cache;
    private BundleStore store;

    @BeforeEach
    void open() throws IOException {
        cache = new BlobCache(dir.resolve("cache"), 10_000, blobs, Runnable::run);
        store = new BundleStore(dir.resolve("bundles"), cache);
    }

    @Test
    void laysOutJarsFoldersAndTheWorkingDirectory() throws Exception {
        BundleManifest manifest = manifest(
                List.of(
                        new ClasspathEntry.Jar("lib-1.jar", blobs.put("jar"), 3),
                        new ClasspathEntry.Folder("classes", List.of(file("a/B.class", "class"))),
                        new ClasspathEntry.InWorkdir("target/more")),
                List.of(
                        file("data.txt", "data"),
                        new TreeEntry.File("bin/tool", blobs.put("tool"), 4, true),
                        new TreeEntry.Link("bin/alias", "tool"),
                        new TreeEntry.EmptyFolder("empty")));
        OpenBundle bundle = store.open(use("b1", manifest), () -> false);
        Path workdir = dir.resolve("slot/work");
        bundle.layWorkdir(workdir, () -> false);

        List<Path> classpath = bundle.classpath(workdir);
        assertThat(classpath.get(0)).hasFileName("lib-1.jar").hasContent("jar");
        assertThat(classpath.get(1).resolve("a/B.class")).hasContent("class");
        assertThat(classpath.get(2)).isEqualTo(workdir.resolve("target/more"));
        assertThat(bundle.names()).containsExactly("lib-1.jar", "classes", "target/more");
        assertThat(workdir.resolve("data.txt")).hasContent("data").isWritable();
        assertThat(workdir.resolve("bin/tool")).isExecutable();
        assertThat(workdir.resolve("bin/alias")).isSymbolicLink().hasContent("tool");
        assertThat(workdir.resolve("empty")).isEmptyDirectory();
    }

    @Test
    void isLaidOutOnceForAllUsesAndGoesWithTheLast() throws Exception {
        BundleManifest manifest =
                manifest(List.of(new ClasspathEntry.Folder("classes", List.of(file("x", "x")))), List.of());
        OpenBundle first = store.open(use("b1", manifest), () -> false);
        assertThat(store.open(use("b2", manifest), () -> false)).isSameAs(first);
        Path folder = first.classpath(dir).get(0);
        store.buildEnded("b1");
        assertThat(folder).exists();
        store.buildEnded("b2");
        assertThat(folder).doesNotExist();
        assertThatThrownBy(() -> store.open(use("b1", manifest), () -> false)).isInstanceOf(NotAble.class);
    }

    @Test
    void twoHarmlessLinksThatLeadOutTogetherAreRefused() throws Exception {
        BundleManifest manifest = manifest(
                List.of(new ClasspathEntry.Folder(
                        "classes",
                        List.of(
                                new TreeEntry.EmptyFolder("a/b/c"),
                                new TreeEntry.Link("a/up", "../."),
                                new TreeEntry.Link("a/x", "up/../outside")))),
                List.of());
        assertThatThrownBy(() -> store.open(use("b1", manifest), () -> false))
                .isInstanceOfSatisfying(
                        NotAble.class, e -> assertThat(e.ending()).isEqualTo(Ending.BAD_INPUT))
                .hasMessageContaining("a/x");
        assertThat(dir.resolve("bundles")).isEmptyDirectory();
    }

    @Test
    void aManifestThatClimbsOutIsRefused() throws Exception {
        byte[] text = ("verdigrid-bundle 1\nworkdir\nfile ../evil "
                        + blobs.put("x").hex() + " 1\njava-home %\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        BundleUse use = new BundleUse("b1", "", blobs.put(text));
        assertThatThrownBy(() -> store.open(use, () -> false)).hasMessageContaining("../evil");
    }

    @Test
    void aMissingBlobLeavesNothingHalfMade() throws Exception {
        TreeEntry.File file = file("x", "x");
        BundleManifest manifest = manifest(List.of(new ClasspathEntry.Folder("classes", List.of(file))), List.of());
        blobs.lose(file.digest());
        assertThatThrownBy(() -> store.open(use("b1", manifest), () -> false))
                .isInstanceOfSatisfying(
                        NotAble.class, e -> assertThat(e.ending()).isEqualTo(Ending.NOT_ABLE))
                .hasMessageContaining(file.digest().hex());
        try (Stream<Path> left = Files.list(dir.resolve("bundles"))) {
            assertThat(left).isEmpty();
        }
    }

    private TreeEntry.File file(String path, String content) {
        return new TreeEntry.File(path, blobs.put(content), content.length(), false);
    }

    private static BundleManifest manifest(List<ClasspathEntry> classpath, List<TreeEntry> workdir) {
        return new BundleManifest(classpath, workdir, List.of(), new TreeMap<>(), "");
    }

    private BundleUse use(String build, BundleManifest manifest) {
        Digest digest = blobs.put(BundleManifestText.write(manifest));
        return new BundleUse(build, "", digest);
    }
}
