package io.verdigrid.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.TestNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same suites under each JUnit that the runner must work with: each as its user would have it on the class path. */
final class MatrixTest {
    private static final String[] OF_THE_MATRIX_PACKAGE = {
        "AbortedClassTest: only() ABORTED",
        "AfterAllFailsTest: <AfterAllFailsTest> FAILED",
        "AfterAllFailsTest: passes() PASSED",
        "BeforeAllFailsTest: <makes()> FAILED",
        "BeforeAllFailsTest: first() FAILED",
        "BeforeAllFailsTest: second() FAILED",
        "DisabledClassTest: first() SKIPPED",
        "DisabledClassTest: second() SKIPPED",
        "FactoryTest: <makesNothing()> PASSED",
        "FactoryTest: makes()[1] PASSED",
        "FactoryTest: makes()[2][1] PASSED",
        "FactoryTest: makes()[3] FAILED",
        "ManyTest: accepts(int)[1] PASSED",
        "ManyTest: accepts(int)[2] PASSED",
        "ManyTest: accepts(int)[3] PASSED",
        "OuterTest$Inner: inner() PASSED",
        "OuterTest$Inner: repeats()[1] PASSED",
        "OuterTest$Inner: repeats()[2] PASSED",
        "OuterTest: outer() PASSED",
        "ParameterizedMethodTest: <hasNoSource(int)> FAILED",
        "ParameterizedMethodTest: <isDisabled(int)> SKIPPED",
        "ParameterizedMethodTest: isNotThree(int)[1] PASSED",
        "ParameterizedMethodTest: isNotThree(int)[2] PASSED",
        "ParameterizedMethodTest: isNotThree(int)[3] FAILED",
        "ParameterizedMethodTest: isNotThree(int)[4] PASSED",
        "ParameterizedMethodTest: isNotThree(int)[5] PASSED",
        "PlainTest: aborts() ABORTED",
        "PlainTest: fails() FAILED",
        "PlainTest: isDisabled() SKIPPED",
        "PlainTest: passes() PASSED",
    };

    @ParameterizedTest
    @CsvSource({"5.7, 1.7.2", "5.10, 1.10.5", "5.14, 1.14.4", "6.0, 6.0.3", "6.1, 6.1.3"})
    void jupiterRunsByUnits(String jupiter, String platform) throws Exception {
        try (RunnerUnderTest runner = start(Guests.jupiter(), "jupiter-" + jupiter)) {
            assertThat(runner.ready().platformVersion()).isEqualTo(platform);
            assertThat(runner.ready().secret()).isEqualTo(runner.secret());
            assertThat(runner.ready().pid()).isEqualTo(runner.pid());

            RunnerUnderTest.Discovered found =
                    runner.discover(new Select().root(Guests.jupiter()).include("guest\\.matrix\\..*Test"));
            assertThat(found.problem()).isEmpty();
            assertThat(found.warnings()).isEmpty();
            assertThat(found.units()).hasSize(9).noneMatch(unit -> unit.partial);
            assertThat(runAll(runner, found)).containsExactlyInAnyOrder(OF_THE_MATRIX_PACKAGE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.10", "5.14", "6.0", "6.1"})
    void jupiterRegistersUnderPlannedLeaves(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(Guests.jupiter(), "jupiter-" + jupiter)) {
            FoundUnit unit = runner.discover(new Select().aClass("guest.matrix.FactoryTest"))
                    .unit("guest.matrix.FactoryTest");
            String makes = id(unit, "makes()");
            Ran ran = runner.run(Select.unit(unit.unitId));

            assertThat(unit.tests).extracting(test -> test.isTest).containsExactly(false, false);
            assertThat(ran.end.containersDone).containsExactly(makes);
            assertThat(ran.results)
                    .filteredOn(result -> result.test.isTest)
                    .extracting(result -> result.test.registeredBy)
                    .containsExactly(makes, makes, makes);
            assertThat(ran.result("makesNothing").test.registeredBy).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.14", "6.1"})
    void vintageRuns(String version) throws Exception {
        try (RunnerUnderTest runner = start(Guests.vintage(), "jupiter-" + version, "vintage-" + version, "junit4")) {
            RunnerUnderTest.Discovered found =
                    runner.discover(new Select().root(Guests.vintage()).include("guest\\.vintage\\..*"));
            assertThat(runAll(runner, found))
                    .containsExactlyInAnyOrder(
                            "BeforeClassFailsTest: first FAILED",
                            "BeforeClassFailsTest: second FAILED",
                            "JUnit3Test: testFails FAILED",
                            "JUnit3Test: testPasses PASSED",
                            "JUnit4Test: aborts ABORTED",
                            "JUnit4Test: fails FAILED",
                            "JUnit4Test: isIgnored SKIPPED",
                            "JUnit4Test: passes PASSED",
                            "RowsTest: isOne[0] PASSED",
                            "RowsTest: isOne[1] FAILED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.10", "5.14"})
    void testNgRuns(String version) throws Exception {
        try (RunnerUnderTest runner = start(Guests.testng(), "jupiter-" + version, "testng")) {
            RunnerUnderTest.Discovered found = runner.discover(new Select().root(Guests.testng()));
            FoundUnit unit = found.unit("guest.testng.TestNgTest");
            Ran ran = runner.run(Select.unit(unit.unitId));

            assertThat(ran.results)
                    .extracting(result -> result.test.displayName + " " + result.outcome)
                    .containsExactlyInAnyOrder("passes 0", "fails 1", "skips 2", "[0] 1 0", "[1] 2 0", "[2] 3 1");
            assertThat(ran.end.containersDone).containsExactly(id(unit, "isNotThree"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.10", "5.14", "6.0", "6.1"})
    void aUnitRunsInAnotherRunnerThanTheOneThatFoundIt(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(Guests.jupiter(), "jupiter-" + jupiter)) {
            Ran ran = runner.run(Select.unit("[engine:junit-jupiter]/[class:guest.matrix.PlainTest]"));
            assertThat(ran.outcomes())
                    .containsExactlyInAnyOrder(
                            "passes() PASSED", "fails() FAILED", "aborts() ABORTED", "isDisabled() SKIPPED");
            assertThat(ran.end.problem).isEmpty();
        }
    }

    private static RunnerUnderTest start(Path guests, String... folders) throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of(folders));
        classpath.add(guests);
        return RunnerUnderTest.start(classpath);
    }

    private static List<String> runAll(RunnerUnderTest runner, RunnerUnderTest.Discovered found) throws Exception {
        Map<String, List<String>> all = new TreeMap<>();
        for (FoundUnit unit : found.units()) {
            Ran ran = runner.run(Select.unit(unit.unitId));
            assertThat(ran.end.problem).isEmpty();
            assertThat(ran.results).allMatch(result -> result.test.unitId.equals(unit.unitId));
            for (int i = 0; i < ran.results.size(); i++) {
                String name = ran.results.get(i).test.className;
                all.computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), none -> new ArrayList<>())
                        .add(ran.outcomes().get(i));
            }
        }
        return all.entrySet().stream()
                .flatMap(entry -> lines(entry.getKey(), entry.getValue()))
                .collect(Collectors.toList());
    }

    private static Stream<String> lines(String className, List<String> outcomes) {
        return outcomes.stream().map(outcome -> className + ": " + outcome);
    }

    private static String id(FoundUnit unit, String displayName) {
        for (TestNode test : unit.tests) {
            if (test.displayName.startsWith(displayName)) {
                return test.uniqueId;
            }
        }
        throw new AssertionError("no " + displayName);
    }
}
