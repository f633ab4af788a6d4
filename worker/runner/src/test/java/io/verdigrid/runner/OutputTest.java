package io.verdigrid.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.runner.wire.FrameKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose output is whose, and how much of it is kept. */
final class OutputTest {
    private static final String UNIT = "[engine:junit-jupiter]/[class:guest.output.OutputTest]";
    private static final String NL = System.lineSeparator();

    @Test
    void eachTestHasItsOwn() throws Exception {
        try (RunnerUnderTest runner = start("5.14")) {
            Ran ran = runner.run(Select.unit(UNIT));
            assertThat(ran.results).hasSize(5).allMatch(result -> result.outcome == 0);
            assertThat(ran.out(UNIT)).isEqualTo("pool starts" + NL + "before all" + NL + "after all" + NL);
            assertThat(ran.out(test("a_prints()"))).isEqualTo("to out \u00e4" + NL);
            assertThat(ran.err(test("a_prints()"))).startsWith("to err" + NL).contains("to the log");
            assertThat(ran.out(test("b_printsOnThreads()"))).isEqualTo("from the pool" + NL + "from its thread" + NL);
            assertThat(ran.out(test("d_capturesItself()"))).startsWith("shown ");
            assertThat(ran.out(test("e_reports(org.junit.jupiter.api.TestReporter)")))
                    .isEqualTo("colour = green\n");
        }
    }

    @Test
    void muchOutputKeepsItsEnds() throws Exception {
        try (RunnerUnderTest runner = start("5.14")) {
            String out = runner.run(Select.order(UNIT, 1000)).out(test("c_printsMuch()"));
            assertThat(out).startsWith("line 0" + NL + "line 1" + NL).endsWith("line 9999" + NL);
            assertThat(out).containsPattern("\n\\[\\d+ bytes left out]\n");
            assertThat(out.length()).isBetween(1000, 1040);
        }
    }

    @Test
    void outputArrivesWhileItsTestRuns() throws Exception {
        String unit = "[engine:junit-jupiter]/[class:guest.output.SlowPrintingTest]";
        try (RunnerUnderTest runner = start("5.14")) {
            runner.order(Select.unit(unit));
            Ran ran = runner.until(FrameKind.OUTPUT);
            assertThat(ran.out(unit + "/[method:printsAndWaits()]")).isEqualTo("I am here" + NL);
            assertThat(ran.results).isEmpty();
        }
    }

    @Test
    void theSessionIsOneForAllUnits(@TempDir Path folder) throws Exception {
        Path closed = folder.resolve("closed");
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-5.10"));
        classpath.add(Guests.session());
        String unit = "[engine:junit-jupiter]/[class:guest.session.SessionTest]";
        try (RunnerUnderTest runner = RunnerUnderTest.start(classpath, "-Dguest.closed=" + closed)) {
            String test = unit + "/[method:sessionIsOpenedOnce()]";
            Ran first = runner.run(Select.unit(unit));
            assertThat(first.outcomes()).containsExactly("sessionIsOpenedOnce() PASSED");
            assertThat(first.out(test)).isEqualTo("sessions 1, plans 1" + NL);
            assertThat(runner.run(Select.unit(unit)).out(test)).isEqualTo("sessions 1, plans 2" + NL);
            runner.stop();
            runner.exitValue();
            assertThat(Files.exists(closed)).isTrue();
        }
    }

    private static String test(String signature) {
        return UNIT + "/[method:" + signature + "]";
    }

    private static RunnerUnderTest start(String jupiter) throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-" + jupiter));
        classpath.add(Guests.jupiter());
        return RunnerUnderTest.start(classpath);
    }
}
