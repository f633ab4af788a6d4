package io.verdigrid.cli.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.verdigrid.cli.bundle.Bundle;
import io.verdigrid.cli.bundle.BundleBuilder;
import io.verdigrid.cli.bundle.DigestCache;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.TreeEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Maven on real projects; the guest tests in them are green under Surefire. */
class MavenProjectTest {
    @TempDir
    Path temp;

    private final List<String> notes = new CopyOnWriteArrayList<>();

    @Test
    void surefiresConfigurationBecomesAModule() throws Exception {
        Path project = TestMaven.project("single", temp);
        Files.createDirectories(project.resolve("target/surefire-reports"));
        Files.writeString(project.resolve("target/surefire-reports/old.xml"), "old");
        Files.createDirectories(project.resolve("node_modules/big"));
        Files.createDirectories(project.resolve(".git/objects"));

        List<MavenModule> modules =
                MavenProject.read(project, TestMaven.command("-Dfrom.command.line=yes"), notes::add);

        assertThat(modules).extracting(MavenModule::name).containsExactly("single", "single:again");
        MavenModule module = modules.get(0);
        assertThat(module.selection())
                .isEqualTo(new MavenSelection(
                        List.of("org.example.single.OddlyNamedName", "org.example.single.SettingsTest"),
                        List.of("fast | quick"),
                        List.of("slow"),
                        List.of(),
                        List.of(),
                        Map.of(
                                "junit.jupiter.displayname.generator.default",
                                "org.junit.jupiter.api.DisplayNameGenerator$Simple")));
        assertThat(module.jvmArgs())
                .startsWith("-ea", "-Xmx256m", "-Dfrom.arg.line=two words")
                .contains(
                        "-Dfrom.variables=of the pom",
                        "-Dslot=fork-${verdigrid.slot}",
                        "-Dfrom.command.line=yes",
                        "-Dbasedir=" + project)
                .noneMatch(arg -> arg.contains("verdigrid.spy") || arg.contains("maven.ext"));
        assertThat(module.environment())
                .isEqualTo(Map.of("FROM_ENVIRONMENT", project + "/src", "NOT_FOR_TESTS", "${verdigrid.unset}"));
        assertThat(module.scanRoots()).containsExactly(project.resolve("target/test-classes"));
        assertThat(module.classpath())
                .startsWith(project.resolve("target/test-classes"), project.resolve("target/classes"))
                .contains(project.resolve("more"))
                .doesNotHaveDuplicates()
                .allMatch(Files::exists);
        assertThat(names(module))
                .contains("junit-jupiter-api-5.14.4.jar", "junit-jupiter-engine-5.14.4.jar")
                .doesNotContain("hamcrest-core-1.3.jar");
        assertThat(notes).anyMatch(note -> note.contains("added org.junit.jupiter:junit-jupiter-engine:5.14.4"));
        assertThat(modules.get(1).selection().classes()).containsExactly("org.example.single.ExcludedTest");
        assertThat(modules.get(1).workdir().startIn()).isEqualTo("target/elsewhere");

        assertBundleIsTheModulesFolder(project, module);
    }

    private void assertBundleIsTheModulesFolder(Path project, MavenModule module) throws Exception {
        try (DigestCache cache = DigestCache.open(temp.resolve("digests"), TimeSource.system())) {
            Bundle bundle = new BundleBuilder(cache, BundleBuilder.DEFAULT_LIMIT).build(module.bundleSource());
            assertThat(bundle.manifest().workdir())
                    .extracting(TreeEntry::path)
                    .contains("pom.xml", "target/test-classes/org/example/single/SettingsTest.class")
                    .noneMatch(path -> path.startsWith("node_modules")
                            || path.startsWith(".git")
                            || path.startsWith("target/surefire-reports")
                            || path.startsWith("target/maven-status"));
            assertThat(new String(bundle.manifestText(), java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain(project.toString())
                    .contains(
                            "jvm-arg -Dbuild.folder=${verdigrid.classpath.0}\n",
                            "jvm-arg -Dbasedir=${verdigrid.workdir}\n");
        }
    }

    @Test
    void modulesOfAReactorSeeEachOthersClasses() throws Exception {
        Path project = TestMaven.project("multi", temp);

        List<MavenModule> modules = MavenProject.read(project, TestMaven.command(), notes::add);

        assertThat(modules).extracting(MavenModule::name).containsExactly("library", "application");
        MavenModule application = modules.get(1);
        assertThat(application.classpath())
                .contains(project.resolve("application/target/test-classes"), project.resolve("library/target/classes"))
                .noneMatch(path -> path.toString().contains("org/example"));
        assertThat(application.workdir().folder()).isEqualTo(project.resolve("application"));
        assertThat(application.selection().classes()).containsExactly("org.example.application.ApplicationTest");
        assertThat(notes).anyMatch(note -> note.startsWith("empty: no test class in"));
    }

    @Test
    void junit4GetsItsEngine() throws Exception {
        Path project = TestMaven.project("junit4", temp);

        List<MavenModule> modules = MavenProject.read(project, TestMaven.command(), notes::add);

        assertThat(names(modules.get(0)))
                .contains("junit-4.13.2.jar", "junit-vintage-engine-5.14.4.jar", "junit-platform-engine-1.14.4.jar")
                .doesNotHaveDuplicates();
        assertThat(notes)
                .contains("junit4: has no engine for its tests; added org.junit.vintage:junit-vintage-engine:5.14.4");
    }

    @Test
    void compilersWordsArePassedOn() throws Exception {
        Path project = TestMaven.project("broken", temp);

        MavenProblem problem = catchThrowableOfType(
                MavenProblem.class, () -> MavenProject.read(project, TestMaven.command(), notes::add));

        assertThat(problem.problems().get(0)).startsWith("Maven failed in " + project);
        assertThat(problem.problems())
                .anyMatch(line -> line.contains("BrokenTest.java") && line.contains("cannot find symbol"))
                .noneMatch(line -> line.contains("Help 1"));
    }

    @Test
    void aFolderWithoutPomIsNamed() {
        MavenProblem problem = catchThrowableOfType(
                MavenProblem.class, () -> MavenProject.read(temp, TestMaven.command(), notes::add));

        assertThat(problem.problems()).containsExactly("not a Maven project: " + temp + " has no pom.xml");
    }

    @Test
    void skippedTestsAreNoTests() throws Exception {
        Path project = TestMaven.project("junit4", temp);

        MavenProblem problem = catchThrowableOfType(
                MavenProblem.class, () -> MavenProject.read(project, TestMaven.command("-DskipTests"), notes::add));

        assertThat(notes).contains("junit4: its tests are skipped, as Surefire is told to");
        assertThat(problem).hasMessageContaining("no tests to run in " + project);
    }

    private static List<String> names(MavenModule module) {
        return module.classpath().stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }
}
