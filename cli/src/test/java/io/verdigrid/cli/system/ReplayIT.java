package io.verdigrid.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suite whose second class is red behind its first: a replay shows that, and the test alone is green. */
class ReplayIT {
    private static final String VICTIM = "io.verdigrid.cli.system.order.SecondVictim#finds(int)[2]";

    @TempDir
    Path folder;

    @Test
    void whatOnlyTheOrderBreaksIsRedInAReplayAndGreenAlone() throws Exception {
        Verdigrid run = Verdigrid.start(folder, "run", arguments());
        assertThat(run.exitStatus(120)).as(run.output()).isEqualTo(1);
        Matcher build = Pattern.compile("(?m)^Build: +(\\S+)$").matcher(run.output());
        assertThat(build.find()).as(run.output()).isTrue();

        Verdigrid replay = Verdigrid.start(folder, "replay", List.of("replay", build.group(1), VICTIM));
        assertThat(replay.exitStatus(120)).as(replay.output()).isZero();
        assertThat(replay.output())
                .contains("4 tests of 2 leases, in the order of slot 0 of worker")
                .containsPattern("1 +PASSED +PASSED +io.verdigrid.cli.system.order.FirstPolluter#")
                .containsPattern("3 +PASSED +PASSED +io.verdigrid.cli.system.order.SecondVictim#finds\\(int\\)\\[1\\]")
                .containsPattern("4 +FAILED +FAILED +" + Pattern.quote(VICTIM))
                .containsPattern("Recorded: FAILED, .*nobody was here")
                .containsPattern("Here: +FAILED, .*nobody was here")
                .contains("The same.");

        Verdigrid alone = Verdigrid.start(folder, "alone", List.of("replay", build.group(1), VICTIM, "--alone"));
        assertThat(alone.exitStatus(120)).as(alone.output()).isEqualTo(1);
        assertThat(alone.output())
                .containsPattern("1 +FAILED +PASSED +" + Pattern.quote(VICTIM))
                .contains("Not the same.");
        assertThat(folder.resolve("home")).isDirectoryNotContaining("glob:**/replay-*");
    }

    /** One slot, and no retest, which would run in a JVM of its own. */
    private static List<String> arguments() {
        String junit = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*/(junit-|opentest4j|apiguardian)[^/]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        String classes = Path.of("target", "test-classes").toAbsolutePath().toString();
        List<String> arguments = new ArrayList<>(List.of("run", "--slots", "1", "--retests", "0"));
        arguments.addAll(List.of("--classpath", classes + File.pathSeparator + junit));
        arguments.addAll(List.of("--select-package", "io.verdigrid.cli.system.order", "--include-classname", ".*"));
        return arguments;
    }
}
