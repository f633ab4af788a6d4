package io.verdigrid.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.protocol.build.v1.JudgingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a suite says how its tests are judged. */
final class PolicyFileTest {
    @TempDir
    private Path folder;

    private JudgingPolicy read(String text) throws IOException {
        return PolicyFile.read(Files.writeString(folder.resolve("verdigrid.yaml"), text));
    }

    private String problems(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("verdigrid.yaml"), text);
        try {
            PolicyFile.read(file);
        } catch (Problem problem) {
            return String.valueOf(problem.getMessage()).replace(file + ": ", "");
        }
        throw new AssertionError("no problem in " + text);
    }

    @Test
    void whatItDoesNotSayIsAsByDefault() throws IOException {
        assertThat(read("")).isEqualTo(PolicyFile.DEFAULT);
        assertThat(read("release:\n  hosts: 1\nregression:\n  blocks: false\n"))
                .isEqualTo(PolicyFile.DEFAULT.toBuilder()
                        .setReleaseHosts(1)
                        .setRegressionBlocks(false)
                        .build());
    }

    @Test
    void itMaySayAll() throws IOException {
        JudgingPolicy policy = read("""
            intermittent: {retests: 2, unlikely: 0.01}
            regression: {runs: 10, p-value: 0.05, clean-runs: 50, blocks: false}
            broken: {after: 5}
            mass-failure: 0.25
            release: {min-runs: 20, max-runs: 300, hosts: 2, days: 1, probation-days: 7}
            new-tests: {runs: 4}
            """);
        assertThat(policy.getAllFields()).hasSize(13);
        assertThat(policy.getKnownRetests()).isEqualTo(2);
        assertThat(policy.getRegressionPValue()).isEqualTo(0.05);
        assertThat(policy.getMassFailure()).isEqualTo(0.25);
        assertThat(policy.getReleaseProbationDays()).isEqualTo(7);
        assertThat(policy.getNewTestRuns()).isEqualTo(4);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws IOException {
        assertThat(problems("relase: 3\nrelease:\n  hosts: 0\n  dayz: 1\nmass-failure: half\nbroken: 3\n")
                        .lines())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("'relase' is no known key; there are intermittent.retests, "))
                .anyMatch(line -> line.startsWith("'release.dayz' is no known key"))
                .contains(
                        "release.hosts: 0 is not allowed: wanted a whole number from 1 to 10",
                        "mass-failure: half is not allowed: wanted a number above 0, at most 1",
                        "broken: '3' is no map of keys to values");
    }

    @Test
    void whatContradictsItselfIsWrong() throws IOException {
        assertThat(problems("release: {min-runs: 50, max-runs: 40}"))
                .isEqualTo("release.min-runs: 50 is more than release.max-runs, 40");
    }

    @Test
    void whatIsNoYamlIsSaidToBeNone() throws IOException {
        assertThat(problems("a: [")).startsWith("is no YAML: ");
        assertThatThrownBy(() -> PolicyFile.read(folder.resolve("none.yaml")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("cannot be read");
    }
}
