package io.verdigrid.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.worker.launcher.LauncherChoice;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real JVMs with the real runner. */
@Timeout(180)
class ClassDataArchivesTest {
    @TempDir
    private Path dir;

    @Test
    void theSecondRunnerTakesJUnitsClassesFromTheArchiveOfTheFirst() throws Exception {
        try (ClassDataArchives archives = new ClassDataArchives(dir.resolve("cds"), new Training())) {
            RunnerPlan plan = plan(List.of());
            assertThat(archives.applyTo(plan)).isEqualTo(plan);
            while (archives.applyTo(plan).equals(plan)) {
                Thread.onSpinWait();
            }
            Path log = dir.resolve("classes.log");
            RunnerPlan next = archives.applyTo(plan).with(List.of("-Xlog:class+load:file=" + log));
            RunnerProcess runner = RunnerProcess.start(next);
            Training.rehearse(runner);
            runner.stop();
            try (Stream<String> lines = Files.lines(log)) {
                assertThat(lines.filter(line -> line.contains("shared objects file (top)")))
                        .anyMatch(line -> line.contains("io.verdigrid.runner.Main"))
                        .anyMatch(line -> line.contains("org.junit.platform.launcher"))
                        .anyMatch(line -> line.contains("org.junit.jupiter.engine.execution"));
            }
        }
    }

    @Test
    void itIsLeftOutWhereTheUsersArgumentsWouldNotGoWithIt() throws Exception {
        try (ClassDataArchives archives = new ClassDataArchives(dir.resolve("cds"), new Training())) {
            for (String arg :
                    List.of("-Xshare:off", "-XX:SharedArchiveFile=x", "--patch-module=a=b", "--limit-modules=a")) {
                RunnerPlan plan = plan(List.of(arg));
                assertThat(archives.applyTo(plan)).isEqualTo(plan);
            }
        }
        try (Stream<Path> files = Files.list(dir.resolve("cds"))) {
            assertThat(files).isEmpty();
        }
    }

    private RunnerPlan plan(List<String> args) throws Exception {
        List<Path> classpath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> JUnitJars.isOne(entry) && !entry.toString().contains("launcher"))
                .toList();
        Path launcher = new LauncherChoice(dir.resolve("launchers"), dir.resolve("m2"))
                .toAdd(classpath)
                .orElseThrow();
        Path work = Files.createDirectories(dir.resolve("work"));
        return RunnerPlan.of(
                new BundleManifest(List.of(), List.of(), args, new TreeMap<>(), ""),
                JavaHome.at(System.getProperty("java.home")),
                List.of(RunnerJar.in(dir.resolve("runner")), launcher),
                classpath,
                List.of(),
                new RunnerPlan.RunnerPlace(0, work, work, work, dir.resolve("runner.args")));
    }
}
