package io.verdigrid.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.protocol.BundleManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerPlanTest {
    @TempDir
    private Path dir;

    @Test
    void fillsInPlaceholders() throws IOException {
        RunnerPlan plan = plan(
                List.of(
                        "-javaagent:${verdigrid.classpath.1}=x",
                        "-Dslot=${verdigrid.slot}",
                        "-Dno=${verdigrid.classpath.9}",
                        "-agentpath:${verdigrid.file.0}"),
                Map.of("HOME_OF_TEST", "${verdigrid.workdir}/home"),
                List.of(dir.resolve("a.jar"), dir.resolve("b.jar")));
        assertThat(plan.userArgs())
                .containsExactly(
                        "-javaagent:" + dir.resolve("b.jar") + "=x",
                        "-Dslot=3",
                        "-Dno=${verdigrid.classpath.9}",
                        "-agentpath:" + dir.resolve("agent.jar"));
        assertThat(plan.environment()).containsEntry("HOME_OF_TEST", dir.resolve("work") + "/home");
    }

    @Test
    void jUnitsJarsGoFirst() throws IOException {
        Path engine = Files.createFile(dir.resolve("junit-platform-engine-1.10.5.jar"));
        Path own = dir.resolve("classes");
        Path library = Files.createFile(dir.resolve("guava.jar"));
        RunnerPlan plan = plan(List.of(), Map.of(), List.of(own, library, engine));
        assertThat(plan.prefix()).containsExactly(dir.resolve("runner.jar"), engine);
        assertThat(plan.rest()).containsExactly(own, library);
    }

    @Test
    void theUsersArgumentsCanOverrideOurs() throws IOException {
        List<String> command = RunnerCommand.build(plan(List.of("-ea", "-XX:+UseG1GC"), Map.of(), List.of()), 4711)
                .command();
        assertThat(command).contains("-ea", "-XX:+UseG1GC").doesNotContain("-XX:+UseSerialGC");
        assertThat(command).endsWith(RunnerCommand.MAIN, "4711");
    }

    @Test
    void theClasspathIsQuotedInAnArgumentFile() throws IOException {
        Path odd = dir.resolve("with blank \"and\" quote.jar");
        RunnerPlan plan = plan(List.of(), Map.of(), List.of(odd));
        assertThat(RunnerCommand.build(plan, 1).command())
                .contains("-XX:+UseSerialGC", "@" + dir.resolve("runner.args"))
                .doesNotContain("-ea");
        assertThat(dir.resolve("runner.args")).content().contains("with blank \\\"and\\\" quote.jar");
    }

    @Test
    void startsInTheFolderAskedFor() throws IOException {
        assertThat(RunnerCommand.build(plan(List.of(), Map.of(), List.of()), 1).directory())
                .isEqualTo(dir.resolve("work/sub").toFile());
    }

    @Test
    void aVariableOfTheWorkerCanBeTakenAway() throws IOException {
        assertThat(System.getenv()).containsKey("PATH");
        assertThat(RunnerCommand.build(plan(List.of(), Map.of("PATH", "${verdigrid.unset}"), List.of()), 1)
                        .environment())
                .doesNotContainKey("PATH");
    }

    @Test
    void theEnvironmentHidesWhatIsOurs() throws IOException {
        Map<String, String> environment = RunnerCommand.build(plan(List.of(), Map.of("TZ", "UTC"), List.of()), 1)
                .environment();
        assertThat(environment).containsEntry("TZ", "UTC");
        assertThat(environment.keySet()).noneMatch(name -> name.startsWith("VERDIGRID_"));
    }

    private RunnerPlan plan(List<String> args, Map<String, String> environment, List<Path> classpath) {
        BundleManifest manifest = new BundleManifest(List.of(), List.of(), args, new TreeMap<>(environment), "");
        return RunnerPlan.of(
                manifest,
                new JavaHome(dir.resolve("jdk"), 17, ""),
                List.of(dir.resolve("runner.jar")),
                classpath,
                List.of(dir.resolve("agent.jar")),
                new RunnerPlan.RunnerPlace(
                        3,
                        dir.resolve("work"),
                        dir.resolve("work/sub"),
                        dir.resolve("tmp"),
                        dir.resolve("runner.args")));
    }
}
