package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "run",
                "tests",
                "builds",
                "build",
                "replay",
                "hunt",
                "cancel",
                "culprits",
                "workers",
                "issues",
                "trunk",
                "hook",
                "simulate",
                "judge",
                "sample",
                "up",
                "coordinator",
                "dashboard",
                "worker",
                "deployer",
                "certificate",
                "push",
                "oops"
            })
    void eachCommandTellsItsOptions(String command) throws IOException {
        try (CommandFixture fixture = new CommandFixture(folder)) {
            assertThat(fixture.run(command, "--help")).isEqualTo(Exit.OK);
            assertThat(fixture.console.out())
                    .startsWith("Usage: verdigrid " + command)
                    .doesNotContain("${", "$$");
            assertThat(fixture.console.err()).isEmpty();
        }
    }

    @Test
    void theWholeListsItsCommandsAndExamples() throws IOException {
        try (CommandFixture fixture = new CommandFixture(folder)) {
            assertThat(fixture.run("--help")).isEqualTo(Exit.OK);
            assertThat(fixture.console.out()).contains("Commands:", "demo", "Examples:", "verdigrid run --project .");
        }
    }

    @Test
    void aWorkerThatWaitsForEverHasNoConnectTimeout() throws IOException {
        try (CommandFixture fixture = new CommandFixture(folder)) {
            fixture.run("worker", "--help");
            assertThat(fixture.console.out())
                    .contains("--coordinator=HOST:PORT")
                    .doesNotContain("--connect-timeout");
        }
        try (CommandFixture fixture = new CommandFixture(folder)) {
            fixture.run("workers", "--help");
            assertThat(fixture.console.out()).contains("--coordinator=HOST:PORT", "--connect-timeout=TIME");
        }
    }

    @Test
    void versionIsALine() throws IOException {
        try (CommandFixture fixture = new CommandFixture(folder)) {
            assertThat(fixture.run("--version")).isEqualTo(Exit.OK);
            assertThat(fixture.console.out()).startsWith("verdigrid ");
        }
    }

    @Test
    void nothingShowsTheUsage() throws IOException {
        try (CommandFixture fixture = new CommandFixture(folder)) {
            assertThat(fixture.run()).isEqualTo(Exit.USAGE);
            assertThat(fixture.console.out()).startsWith("Usage: verdigrid");
        }
    }
}
