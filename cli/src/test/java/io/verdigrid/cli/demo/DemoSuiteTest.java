package io.verdigrid.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.verdigrid.cli.maven.MavenCommand;
import io.verdigrid.cli.maven.MavenProblem;
import io.verdigrid.cli.maven.TestMaven;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSuiteTest {
    @TempDir
    Path temp;

    private final List<String> notes = new ArrayList<>();

    @Test
    void theDefaultSuiteIsFetchedOnce() throws Exception {
        DemoSuite suite = DemoSuite.named(DemoSuite.DEFAULT).orElseThrow();

        FetchedSuite first = suite.fetch(temp.resolve("suites"), TestMaven.command(), notes::add);
        FetchedSuite second = suite.fetch(temp.resolve("suites"), noMaven(), notes::add);

        assertThat(notes)
                .containsExactly(
                        "fetching the suite commons-statistics-distribution 1.3 by its Maven coordinates (once)");
        assertThat(second).isEqualTo(first);
        assertThat(first.classpath()).allMatch(Files::exists).hasSizeGreaterThan(15);
        assertThat(first.scanRoots()).containsExactly(first.classpath().get(0));
        assertThat(first.scanRoots()
                        .get(0)
                        .resolve("org/apache/commons/statistics/distribution/BetaDistributionTest.class"))
                .isRegularFile();
        assertThat(first.workdir().resolve("src/test/resources")).isNotEmptyDirectory();
        assertThat(first.revision()).isEqualTo("1.3");
    }

    @Test
    void whatCannotBeFetchedLeavesNothing() {
        DemoSuite suite = DemoSuite.named("commons-math3").orElseThrow();
        Path emptyRepository = temp.resolve("repository");

        MavenProblem problem = catchThrowableOfType(
                MavenProblem.class,
                () -> suite.fetch(
                        temp.resolve("suites"),
                        TestMaven.command("-o", "-Dmaven.repo.local=" + emptyRepository),
                        notes::add));

        assertThat(problem.problems().get(0)).startsWith("cannot fetch the suite commons-math3: is there a network?");
        assertThat(problem.problems()).anyMatch(line -> line.contains("offline"));
        assertThat(temp.resolve("suites")).isEmptyDirectory();
    }

    @Test
    void eachSuiteIsWhole() {
        assertThat(DemoSuite.names()).startsWith(DemoSuite.DEFAULT).contains("commons-lang3");
        for (String name : DemoSuite.names()) {
            DemoSuite suite = DemoSuite.named(name).orElseThrow();
            assertThat(suite.about()).isNotEmpty();
            assertThat(suite.version()).matches("\\d+(\\.\\d+)+");
        }
        assertThat(DemoSuite.named("no-such-suite")).isEmpty();
    }

    private static MavenCommand noMaven() {
        return new MavenCommand(Path.of("/nowhere/mvn"), List.of(), Map.of());
    }
}
