package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each of these ends in one clear line that names the thing, with exit status 2, and starts nothing. */
class BadInputTest {
    @TempDir
    Path folder;

    private CommandFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new CommandFixture(folder);
        Files.createDirectories(folder.resolve("classes"));
    }

    @AfterEach
    void stop() {
        assertThat(fixture.coordinator.builds.submitted).isEmpty();
        fixture.close();
    }

    @Test
    void unknownOption() {
        refused(
                "verdigrid run: unknown option '--slot'; did you mean '--slots'? (verdigrid run --help)",
                "run",
                "--slot");
    }

    @Test
    void unknownCommand() {
        refused("verdigrid: unknown command 'biulds'; did you mean 'builds'? (verdigrid --help)", "biulds");
    }

    @Test
    void notANumber() {
        refused(
                "verdigrid run: invalid value for option '--slots': 'x' is not an int (verdigrid run --help)",
                "run",
                "--slots",
                "x");
    }

    @Test
    void notADuration() {
        refused(
                "verdigrid run: invalid value for option '--test-timeout': '5' is not a duration: wanted a number and its unit,"
                        + " such as 500ms, 90s, 5m or 1h (verdigrid run --help)",
                "run",
                "--test-timeout",
                "5");
    }

    @Test
    void outOfRange() {
        refused(
                "verdigrid: --retests: 99 is out of range: wanted 0 to 10\nverdigrid: --slots: 0 is out of range: wanted 1 to 1024",
                "run",
                "-cp",
                "classes",
                "-c",
                "A",
                "--slots",
                "0",
                "--retests",
                "99");
    }

    @Test
    void noFailureToEndABuild() {
        refused(
                "verdigrid: --max-failures: 0 is out of range: wanted 1 or more\n"
                        + "verdigrid: --fail-fast is --max-failures 1: give one of them",
                "run",
                "-cp",
                "classes",
                "-c",
                "A",
                "--max-failures",
                "0",
                "--fail-fast");
    }

    @Test
    void notALicence() {
        refused(
                """
                verdigrid: --resource: 'db' is not NAME=COUNT with a count from 1 to 100000
                verdigrid: --resource: 'db=0' is not NAME=COUNT with a count from 1 to 100000
                verdigrid: --resource: a is given twice""",
                "run",
                "-cp",
                "classes",
                "-c",
                "A",
                "--resource",
                "db",
                "--resource",
                "db=0",
                "--resource",
                "a=1",
                "--resource",
                "a=2");
    }

    @Test
    void licencesOfAGrid() {
        refused(
                "verdigrid: --resource is for tests on this machine; on a grid the coordinator says how many there are"
                        + " (verdigrid coordinator --resource)",
                "run",
                "-cp",
                "classes",
                "-c",
                "A",
                "--coordinator",
                "grid:8470",
                "--resource",
                "db=4");
    }

    @Test
    void nothingToRun() {
        refused(
                "verdigrid: nothing to run: give --project DIR, or --classpath with --scan-classpath PATH or --select-class,"
                        + " --select-package or --select-method",
                "run",
                "--classpath",
                "classes");
    }

    @Test
    void noClasspath() {
        refused("verdigrid: --classpath is missing: the selected tests must be on it", "run", "-c", "A");
    }

    @Test
    void projectAndClasspath() {
        assertThat(fixture.run("run", "--project", ".", "--classpath", "classes"))
                .isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).startsWith("verdigrid: --project asks Maven for classpath");
    }

    @Test
    void projectWithoutPom() {
        refused(
                "verdigrid: --project: no pom.xml in " + folder + "; for what is not a Maven project use --classpath",
                "run",
                "--project",
                ".");
    }

    @Test
    void missingClasspathEntry() {
        assertThat(fixture.run("run", "-cp", "classes:nowhere.jar", "-c", "A")).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err())
                .contains(folder.resolve("nowhere.jar").toString())
                .hasLineCount(1);
    }

    @Test
    void notAJar() throws IOException {
        Files.writeString(folder.resolve("no.jar"), "text");
        assertThat(fixture.run("run", "-cp", "no.jar", "-c", "A")).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err())
                .contains(folder.resolve("no.jar").toString())
                .hasLineCount(1);
    }

    @Test
    void bundleOverTheLimit() throws IOException {
        Files.writeString(folder.resolve("classes/big"), "x".repeat(5000));
        assertThat(fixture.run("run", "-cp", "classes", "-c", "A", "--max-bundle-size", "1k"))
                .isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).isNotEmpty();
    }

    @Test
    void missingClasspathFile() {
        refused(
                "verdigrid: --classpath: cannot read " + folder.resolve("cp.txt") + ": no such file",
                "run",
                "-cp",
                "@cp.txt",
                "-c",
                "A");
    }

    @Test
    void problemIsAnEventToo() {
        assertThat(fixture.run("run", "-cp", "nowhere.jar", "-c", "A", "--json"))
                .isEqualTo(Exit.USAGE);
        assertThat(fixture.console.out())
                .startsWith("{\"event\":\"problem\",\"text\":\"")
                .endsWith("\"exitCode\":2}\n");
    }

    @Test
    void notARegularExpression() {
        assertThat(fixture.run("run", "-cp", "classes", "-c", "A", "-n", "(")).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err())
                .startsWith("verdigrid: --include-classname: '(' is not a regular expression: ");
    }

    @Test
    void notAMethod() {
        assertThat(fixture.run("run", "-cp", "classes", "-m", "a.B.c")).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).startsWith("verdigrid: --select-method: 'a.B.c' is not a method: wanted");
    }

    @Test
    void notALabel() {
        refused(
                "verdigrid: --require: '=x' is not a label: wanted key=value or key",
                "run",
                "-cp",
                "classes",
                "-c",
                "A",
                "--require",
                "=x");
    }

    @Test
    void notAVariable() {
        refused(
                "verdigrid: --env: '=x' names no variable: wanted NAME=VALUE",
                "run",
                "-cp",
                "classes",
                "-c",
                "A",
                "--env",
                "=x");
        assertThat(fixture.run("run", "-cp", "classes", "-c", "A", "--env", "x"))
                .isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err())
                .contains("verdigrid run: value for option '--env' (NAME=VALUE) should be in KEY=VALUE format");
    }

    @Test
    void javaHomeWithoutAJava() {
        refused(
                "verdigrid: --java-home: no JDK in nowhere: there is no program " + folder.resolve("nowhere/bin/java"),
                "run",
                "-cp",
                "classes",
                "-c",
                "A",
                "--java-home",
                "nowhere");
    }

    @Test
    void missingParameter() {
        refused("verdigrid build: missing required parameter: 'ID' (verdigrid build --help)", "build");
    }

    @Test
    void aFolderThatHoldsOtherThings() {
        refused(
                "verdigrid: nothing has run with the data folder " + folder.resolve("classes")
                        + " yet: give another with --data, or a grid with --coordinator HOST:PORT",
                "builds",
                "--data",
                "classes");
        assertThat(folder.resolve("classes")).isEmptyDirectory();
    }

    @Test
    void slotsOfAGrid() {
        assertThat(fixture.run("run", "-cp", "classes", "-c", "A", "--slots", "2", "--coordinator", "h:1"))
                .isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).startsWith("verdigrid: --slots is for tests on this machine");
    }

    @Test
    void workerWithoutACoordinator() {
        refused("verdigrid: --coordinator HOST:PORT is missing: which grid does this worker belong to?", "worker");
    }

    @Test
    void notAnAddress() {
        refused(
                "verdigrid: --listen: not an address: 'here'; wanted HOST:PORT, such as 127.0.0.1:8470",
                "coordinator",
                "--listen",
                "here");
    }

    @Test
    void certificateWithoutItsKey() throws IOException {
        Files.writeString(folder.resolve("cert.pem"), "x");
        refused(
                "verdigrid: --tls-cert and --tls-key go together: give both or none",
                "coordinator",
                "--tls-cert",
                "cert.pem");
    }

    @Test
    void nothingHasRunYet() {
        refused(
                "verdigrid: nothing has run with the data folder " + folder.resolve("home")
                        + " yet: give another with --data, or a grid with --coordinator HOST:PORT",
                "builds");
    }

    @Test
    void reportsWhereAFileIs() throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        assertThat(fixture.run("run", "-cp", "classes", "-c", "A", "--reports-dir", "file"))
                .isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err())
                .startsWith("verdigrid: --reports-dir: cannot ")
                .hasLineCount(1);
    }

    private void refused(String line, String... args) {
        int status = fixture.run(args);

        assertThat(fixture.console.err()).isEqualTo(line + "\n");
        assertThat(status).isEqualTo(Exit.USAGE);
    }
}
