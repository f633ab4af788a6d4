package io.verdigrid.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.verdigrid.protocol.BundleManifest.ClasspathEntry;
import io.verdigrid.protocol.BundleManifestText;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.TreeEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleBuilderTest {
    @TempDir
    Path temp;

    private Path work;

    @BeforeEach
    void makeAFolder() throws IOException {
        temp = temp.toRealPath();
        work = temp.resolve("project");
        write(work.resolve("target/classes/A.class"), "A");
        write(work.resolve("data/in.txt"), "in");
        Files.createDirectories(work.resolve("empty"));
        write(work.resolve("run.sh"), "run");
        assertThat(work.resolve("run.sh").toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(work.resolve("data/link"), Path.of("../run.sh"));
    }

    @Test
    void aFolderAndAClasspathBecomeAManifest() throws Exception {
        Path jar = jar("lib/a.jar", "");
        Path folder = temp.resolve("more");
        write(folder.resolve("p/B.class"), "B");

        Bundle bundle = build(source(List.of(work.resolve("target/classes"), jar, folder), List.of()));

        assertThat(bundle.manifest().classpath())
                .containsExactly(
                        new ClasspathEntry.InWorkdir("target/classes"),
                        new ClasspathEntry.Jar("a.jar", Digest.of(jar), Files.size(jar)),
                        new ClasspathEntry.Folder("more", List.of(file("p/B.class", "B", false))));
        assertThat(bundle.manifest().workdir())
                .containsExactly(
                        file("data/in.txt", "in", false),
                        new TreeEntry.Link("data/link", "../run.sh"),
                        new TreeEntry.EmptyFolder("empty"),
                        file("run.sh", "run", true),
                        file("target/classes/A.class", "A", false));
        assertThat(bundle.manifestText()).isEqualTo(BundleManifestText.write(bundle.manifest()));
        assertThat(bundle.digest()).isEqualTo(Digest.of(bundle.manifestText()));
        assertThat(bundle.files())
                .containsKeys(Digest.of("A"), Digest.of("B"), Digest.of(jar))
                .hasSize(5);
        assertThat(bundle.position(folder)).isEqualTo(2);
        assertThat(bundle.position(temp)).isEqualTo(-1);
    }

    @Test
    void equalFilesElsewhereAndLaterGiveTheSameDigest() throws Exception {
        Path jar = jar("lib/a.jar", "");
        Path copy = temp.resolve("copy");
        try (Stream<Path> all = Files.walk(work)) {
            for (Path path : all.toList()) {
                Path target = copy.resolve(work.relativize(path).toString());
                Files.copy(
                        path,
                        target,
                        java.nio.file.LinkOption.NOFOLLOW_LINKS,
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                if (Files.isRegularFile(target, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                    Files.setLastModifiedTime(target, FileTime.fromMillis(1_000_000));
                }
            }
        }
        List<Bundle> bundles = List.of(
                build(source(List.of(work.resolve("target/classes"), jar), List.of("-Da=" + work + "/data"))),
                build(new BundleSource(
                        List.of(copy.resolve("target/classes"), jar),
                        Optional.of(Workdir.of(copy)),
                        List.of("-Da=" + copy + "/data"),
                        Map.of(),
                        "")));

        assertThat(bundles.get(0).digest()).isEqualTo(bundles.get(1).digest());
        assertThat(new String(bundles.get(0).manifestText(), StandardCharsets.UTF_8))
                .doesNotContain(temp.toString());
        write(copy.resolve("data/in.txt"), "other");
        assertThat(build(new BundleSource(List.of(), Optional.of(Workdir.of(copy)), List.of(), Map.of(), ""))
                        .digest())
                .isNotEqualTo(build(source(List.of(), List.of())).digest());
    }

    @Test
    void pathsInArgumentsBecomeWhereTheWorkerHasThem() throws Exception {
        Path jar = jar("lib/a.jar", "");
        BundleSource source = new BundleSource(
                List.of(jar),
                Optional.of(Workdir.of(work)),
                List.of(
                        "-Dhome=" + work,
                        "-Dfile=file:" + work + "/data/in.txt",
                        "-Dpath=" + jar + ":" + work + "/x",
                        "-Dother=" + work + "-2",
                        "-Dslot=${verdigrid.slot}"),
                Map.of("HOME_OF_TESTS", work + "/data"),
                "");

        Bundle bundle = build(source);

        assertThat(bundle.manifest().jvmArgs())
                .containsExactly(
                        "-Dhome=${verdigrid.workdir}",
                        "-Dfile=file:${verdigrid.workdir}/data/in.txt",
                        "-Dpath=${verdigrid.classpath.0}:${verdigrid.workdir}/x",
                        "-Dother=" + work + "-2",
                        "-Dslot=${verdigrid.slot}");
        assertThat(bundle.manifest().environment())
                .containsExactly(Map.entry("HOME_OF_TESTS", "${verdigrid.workdir}/data"));
    }

    @Test
    void agentsTravelBesideTheClasspath() throws Exception {
        Path agent = jar("agents/agent.jar", "");
        Path onClasspath = jar("lib/a.jar", "");
        Path inside = work.resolve("agent.jar");
        Files.copy(agent, inside);

        Bundle bundle = build(source(
                List.of(onClasspath),
                List.of(
                        "-javaagent:" + agent + "=x=1",
                        "-javaagent:" + onClasspath,
                        "-javaagent:" + inside + "=y",
                        "-javaagent:agent.jar",
                        "-Xbootclasspath/a:" + agent + ":" + temp.resolve("missing.jar"))));

        assertThat(bundle.manifest().jvmArgs())
                .containsExactly(
                        "-javaagent:${verdigrid.file.0}=x=1",
                        "-javaagent:${verdigrid.classpath.0}",
                        "-javaagent:${verdigrid.workdir}/agent.jar=y",
                        "-javaagent:agent.jar",
                        "-Xbootclasspath/a:${verdigrid.file.0}:" + temp.resolve("missing.jar"));
        assertThat(bundle.manifest().files())
                .containsExactly(new ClasspathEntry.Jar("agent.jar", Digest.of(agent), Files.size(agent)));
        assertThat(bundle.files()).containsKey(Digest.of(agent));
    }

    @Test
    void wildcardsAndClassPathsOfJarsAreFollowedAsJavaDoes() throws Exception {
        Path b = jar("lib/b.jar", "");
        Path a = jar("lib/a.jar", "../other/c.jar nowhere.jar b.jar http://example.org/d.jar");
        Path c = jar("other/c.jar", "../lib/a.jar");

        Bundle bundle = build(source(List.of(temp.resolve("lib").resolve("*")), List.of()));

        assertThat(bundle.classpath()).containsExactly(a, c, b);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws Exception {
        write(temp.resolve("no.jar"), "just text");
        Files.createSymbolicLink(work.resolve("out"), temp.resolve("no.jar"));
        Files.createSymbolicLink(work.resolve("up"), Path.of("../.."));

        BundleProblem problem = catchThrowableOfType(
                BundleProblem.class,
                () -> build(source(
                        List.of(
                                temp.resolve("missing.jar"),
                                temp.resolve("no.jar"),
                                temp.resolve("nowhere").resolve("*")),
                        List.of("-javaagent:/nowhere/agent.jar=x"))));

        assertThat(problem.problems())
                .hasSize(6)
                .contains(
                        "classpath entry does not exist: " + temp.resolve("missing.jar"),
                        "folder of the classpath entry does not exist: " + temp.resolve("nowhere/*"),
                        "link points out of the folder " + work + ": out -> " + temp.resolve("no.jar"),
                        "link points out of the folder " + work + ": up -> ../..",
                        "file does not exist: /nowhere/agent.jar, named by the JVM argument -javaagent:/nowhere/agent.jar=x")
                .anyMatch(line -> line.startsWith("not a jar: " + temp.resolve("no.jar")));
    }

    @Test
    void whatIsNoFileIsNamed() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", work.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThatThrownBy(() -> build(source(List.of(), List.of())))
                .hasMessage("neither a file nor a folder, so it cannot be shipped: " + work.resolve("pipe"));
    }

    @Test
    void aLinkWithinTheFolderStaysALink() throws Exception {
        Files.createSymbolicLink(work.resolve("absolute"), work.resolve("data"));
        Files.createSymbolicLink(work.resolve("data/dangling"), Path.of("later"));

        assertThat(build(source(List.of(), List.of())).manifest().workdir())
                .contains(new TreeEntry.Link("absolute", "data"), new TreeEntry.Link("data/dangling", "later"));
    }

    @Test
    void overTheLimitTheLargestFilesAreNamed() throws Exception {
        write(work.resolve("big.bin"), "x".repeat(3000));

        assertThatThrownBy(() -> new BundleBuilder(cache(), 2048).build(source(List.of(), List.of())))
                .isInstanceOf(BundleProblem.class)
                .hasMessageStartingWith("the bundle has 2.9 KiB, over the limit of 2.0 KiB; its largest files: "
                        + work.resolve("big.bin") + " (2.9 KiB), ");
    }

    @Test
    void whatIsLeftOutDoesNotTravelButOnTheClasspath() throws Exception {
        BundleSource source = new BundleSource(
                List.of(work.resolve("target/classes")),
                Optional.of(new Workdir(work, path -> path.equals("target"), "data")),
                List.of(),
                Map.of(),
                "");

        Bundle bundle = build(source);

        assertThat(bundle.manifest().workdir())
                .extracting(TreeEntry::path)
                .noneMatch(path -> path.startsWith("target"));
        assertThat(bundle.manifest().classpath())
                .containsExactly(new ClasspathEntry.Folder("classes", List.of(file("A.class", "A", false))));
        assertThat(bundle.manifest().startIn()).isEqualTo("data");
    }

    private BundleSource source(List<Path> classpath, List<String> jvmArgs) {
        return new BundleSource(classpath, Optional.of(Workdir.of(work)), jvmArgs, Map.of(), "");
    }

    private Bundle build(BundleSource source) throws BundleProblem, InterruptedException {
        return new BundleBuilder(cache(), BundleBuilder.DEFAULT_LIMIT).build(source);
    }

    private DigestCache cache() {
        return DigestCache.open(temp.resolve("digests"), TimeSource.system());
    }

    private static TreeEntry.File file(String path, String content, boolean executable) {
        return new TreeEntry.File(path, Digest.of(content), content.length(), executable);
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Path jar(String path, String classPath) throws IOException {
        Path file = temp.resolve(path);
        Files.createDirectories(file.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!classPath.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            out.putNextEntry(new JarEntry("named-" + file.getFileName()));
        }
        return file;
    }
}
