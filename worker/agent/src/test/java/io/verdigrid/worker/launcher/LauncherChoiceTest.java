package io.verdigrid.worker.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.worker.model.Ending;
import io.verdigrid.worker.model.NotAble;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherChoiceTest {
    @TempDir
    private Path dir;

    private LauncherChoice choice;

    @BeforeEach
    void create() {
        choice = new LauncherChoice(dir.resolve("launchers"), dir.resolve("m2"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.7.2, 1.7.2",
        "1.7.0, 1.7.2",
        "1.8.1, 1.8.2",
        "1.9.3, 1.9.3",
        "1.10.0, 1.10.5",
        "1.11.4, 1.11.4",
        "1.12.0, 1.12.2",
        "1.13.1, 1.13.4",
        "1.14.9, 1.14.4",
        "6.0.0, 6.0.3",
        "6.1.0-M1, 6.1.3"
    })
    void addsTheBundledLauncherOfTheEnginesMinor(String engine, String launcher) throws Exception {
        Path jar = jar("junit-platform-engine-" + engine + ".jar", engine, "X.class");
        assertThat(choice.toAdd(List.of(jar))).hasValueSatisfying(added -> {
            assertThat(added).hasFileName("junit-platform-launcher-" + launcher + ".jar");
            assertThat(added).isNotEmptyFile();
        });
    }

    @Test
    void believesTheManifestMoreThanTheName() throws Exception {
        Path jar = jar("junit-platform-engine-1.8.0.jar", "1.10.2", "X.class");
        assertThat(choice.toAdd(List.of(jar)))
                .hasValueSatisfying(added -> assertThat(added).hasFileName("junit-platform-launcher-1.10.5.jar"));
    }

    @Test
    void takesTheNameWhereTheManifestSaysNothing() throws Exception {
        Path jar = jar("junit-platform-engine-1.9.1.jar", null, "X.class");
        assertThat(choice.toAdd(List.of(jar)))
                .hasValueSatisfying(added -> assertThat(added).hasFileName("junit-platform-launcher-1.9.3.jar"));
    }

    @Test
    void prefersTheExactVersionOfALocalRepository() throws Exception {
        Path local = dir.resolve("m2/org/junit/platform/junit-platform-launcher/1.10.1");
        Files.createDirectories(local);
        Path launcher = Files.createFile(local.resolve("junit-platform-launcher-1.10.1.jar"));
        Path engine = jar("junit-platform-engine-1.10.1.jar", "1.10.1", "X.class");
        assertThat(choice.toAdd(List.of(engine))).contains(launcher);
    }

    @Test
    void addsNothingToAClasspathThatHasALauncher() throws Exception {
        Path engine = jar("junit-platform-engine-1.10.1.jar", "1.10.1", "X.class");
        Path own = jar("junit-platform-launcher-1.10.1.jar", "1.10.1", "X.class");
        assertThat(choice.toAdd(List.of(engine, own))).isEmpty();
    }

    @Test
    void findsAnEngineAndLauncherInAJarOfAnyName() throws Exception {
        Path all = jar(
                "everything.jar",
                null,
                "org/junit/platform/engine/TestEngine.class",
                "org/junit/platform/launcher/Launcher.class");
        assertThat(choice.toAdd(List.of(all))).isEmpty();
    }

    @Test
    void saysWhatToAddToJUnit4() {
        assertBadInput(List.of(dir.resolve("junit-4.13.2.jar")), "no JUnit Platform engine", "junit-vintage-engine");
    }

    @Test
    void saysWhatToAddToAnApiWithoutEngine() {
        assertBadInput(List.of(dir.resolve("junit-jupiter-api-5.10.2.jar")), "junit-jupiter-engine:5.10.2");
    }

    @Test
    void refusesAClasspathWithoutAnyEngine() {
        assertBadInput(List.of(dir.resolve("classes")), "no JUnit Platform engine on the classpath");
    }

    @Test
    void refusesAPlatformThatIsTooOld() throws Exception {
        assertBadInput(List.of(jar("junit-platform-engine-1.3.2.jar", "1.3.2", "X.class")), "1.3.2", "too old");
    }

    @Test
    void refusesAPlatformThatIsNewerThanItsLaunchers() throws Exception {
        assertBadInput(
                List.of(jar("junit-platform-engine-7.2.0.jar", "7.2.0", "X.class")), "junit-platform-launcher:7.2.0");
    }

    private void assertBadInput(List<Path> classpath, String... words) {
        assertThatThrownBy(() -> choice.toAdd(classpath))
                .isInstanceOfSatisfying(
                        NotAble.class, e -> assertThat(e.ending()).isEqualTo(Ending.BAD_INPUT))
                .hasMessageContainingAll(words);
    }

    private Path jar(String name, @Nullable String version, String... entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (version != null) {
            manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        }
        Path jar = dir.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.closeEntry();
            }
        }
        return jar;
    }
}
