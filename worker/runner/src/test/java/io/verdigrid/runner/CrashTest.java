package io.verdigrid.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.runner.wire.FrameKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that take the JVM down, hang, or spoil what the runner stands on. */
@Timeout(180)
final class CrashTest {
    private static final String CRASH = "[engine:junit-jupiter]/[class:guest.crash.";

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "6.1"})
    void exitIsToldWithWhoCalledIt(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(jupiter)) {
            Ran ran = runner.run(Select.unit(CRASH + "ExitTest]"));
            assertThat(ran.outcomes()).containsExactly("a() PASSED");
            assertThat(ran.started).extracting(test -> test.name).containsExactly("a()", "b()");
            assertThat(ran.exiting).contains("System.exit was called on thread main", "ExitTest.b(");
            assertThat(ran.out(CRASH + "ExitTest]/[method:b()]")).isEqualTo("last words" + System.lineSeparator());
            assertThat(ran.end).isNull();
            assertThat(runner.exitValue()).isEqualTo(3);
        }
    }

    @Test
    void haltLeavesWhatWasFinishedAndWhatRan() throws Exception {
        try (RunnerUnderTest runner = start("5.14")) {
            Ran ran = runner.run(Select.unit(CRASH + "HaltTest]"));
            assertThat(ran.outcomes()).containsExactly("a() PASSED");
            assertThat(ran.started).extracting(test -> test.name).containsExactly("a()", "b()");
            assertThat(ran.exiting).isEmpty();
            assertThat(runner.exitValue()).isEqualTo(4);
        }
    }

    @Test
    void haltBehindTheLastTestIsNotChargedToIt() throws Exception {
        try (RunnerUnderTest runner = start("5.14")) {
            Ran ran = runner.run(Select.unit(CRASH + "AfterAllHaltsTest]"));
            assertThat(ran.outcomes()).containsExactly("a() PASSED");
            assertThat(ran.end).isNull();
        }
    }

    @Test
    void aSignalIsNotTakenForAnExit() throws Exception {
        try (RunnerUnderTest runner = start("5.14")) {
            runner.order(Select.unit(CRASH + "HangTest]"));
            runner.until(FrameKind.STARTED);
            ProcessHandle.of(runner.pid()).orElseThrow().destroy();
            assertThat(runner.until(FrameKind.EXITING).exiting).contains("got a signal");
        }
    }

    @Test
    void aHangingTestIsDumpedAndGoesWithItsWorker() throws Exception {
        try (RunnerUnderTest runner = start("5.10")) {
            runner.order(Select.unit(CRASH + "HangTest]"));
            runner.until(FrameKind.OUTPUT);
            assertThat(runner.dump())
                    .contains("\"main\" id 1 ", "guest.crash.HangTest.hangs(HangTest.java", "- locked java.lang.Class");
            runner.hangUp();
            assertThat(runner.exitValue()).isEqualTo(0);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatATestStartedGoesWithTheWorkerToo() throws Exception {
        try (RunnerUnderTest runner = start("5.10")) {
            runner.order(Select.unit(CRASH + "ParentTest]"));
            String pids = runner.until(FrameKind.OUTPUT).out(CRASH + "ParentTest]/[method:hangs()]");
            assertThat(pids.trim().split("\\s+")).hasSize(3).allMatch(CrashTest::isAlive);
            runner.hangUp();
            assertThat(runner.exitValue()).isEqualTo(0);
            for (String pid : pids.trim().split("\\s+")) {
                while (isAlive(pid)) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** A zombie is dead: its parent only has not looked yet. */
    private static boolean isAlive(String pid) {
        try {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void anIdleRunnerStopsWhenItIsTold() throws Exception {
        try (RunnerUnderTest runner = start("5.14")) {
            runner.stop();
            assertThat(runner.exitValue()).isEqualTo(0);
        }
    }

    @Test
    void anIdleRunnerGoesWithItsWorker() throws Exception {
        try (RunnerUnderTest runner = start("5.7")) {
            runner.hangUp();
            assertThat(runner.exitValue()).isEqualTo(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "6.1"})
    void nastyTestsSpoilNothingForOthers(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(jupiter)) {
            Ran ran = runner.run(Select.unit(CRASH + "NastyTest]"));
            assertThat(ran.outcomes())
                    .containsExactly(
                            "a_closesSystemOut() PASSED",
                            "b_interrupts() PASSED",
                            "c_overflowsWhilePrinting() FAILED",
                            "d_throwsWhatCannotBeShown() FAILED",
                            "e_throwsALongStory() FAILED",
                            "f_replacesStreamsAndHandlers() PASSED");
            assertThat(ran.out(CRASH + "NastyTest]/[method:a_closesSystemOut()]"))
                    .startsWith("still open");
            assertThat(ran.result("c_").type).isEqualTo("java.lang.StackOverflowError");
            assertThat(ran.result("d_").type).isEqualTo("guest.crash.NastyTest$Unspeakable");
            assertThat(ran.result("d_").stack).contains("NastyTest.d_throwsWhatCannotBeShown(NastyTest.java");
            assertThat(ran.result("e_").stack.length()).isBetween(200_000, 256 << 10);
            assertThat(ran.result("e_").message).endsWith("characters left out]");

            Ran next = runner.run(Select.unit("[engine:junit-jupiter]/[class:guest.output.OutputTest]"));
            assertThat(next.out("[engine:junit-jupiter]/[class:guest.output.OutputTest]/[method:a_prints()]"))
                    .contains("to out");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.14", "6.1"})
    void outOfMemoryFailsItsTestAndEndsTheRunner(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(jupiter, "-Xmx48m")) {
            Ran ran = runner.run(Select.unit(CRASH + "OutOfMemoryTest]"));
            assertThat(ran.outcomes()).containsExactly("a() PASSED", "b() FAILED");
            assertThat(ran.result("b()").type).isEqualTo("java.lang.OutOfMemoryError");
            assertThat(ran.exiting).contains("java.lang.OutOfMemoryError");
            assertThat(runner.exitValue()).isEqualTo(1);
        }
    }

    private static RunnerUnderTest start(String jupiter, String... jvmArguments) throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-" + jupiter));
        classpath.add(Guests.jupiter());
        return RunnerUnderTest.start(classpath, jvmArguments);
    }
}
