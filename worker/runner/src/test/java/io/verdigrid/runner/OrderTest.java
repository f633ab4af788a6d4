package io.verdigrid.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.Leaf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Units whose tests leave something to each other: how they are known, and how some of their tests run among all. */
final class OrderTest {
    private static final String STEPS = "[engine:junit-jupiter]/[class:guest.order.StepsTest]";
    private static final String A = STEPS + "/[method:a()]";
    private static final String B = STEPS + "/[test-template:b(int)]";
    private static final String C = STEPS + "/[method:c()]";
    private static final String D = STEPS + "/[method:d()]";
    private static final String E = STEPS + "/[method:e()]";

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.14", "6.1"})
    void whatAClassDeclaresIsTold(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(jupiter)) {
            assertThat(ordered(runner.discover(new Select().aPackage("guest.order"))))
                    .containsExactlyInAnyOrder("StepsTest", "NestedStepsTest", "InheritedOrderTest");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "6.1"})
    void whatTheConfigurationDeclaresHoldsForTheRest(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(jupiter)) {
            Select order = new Select()
                    .aPackage("guest.order")
                    .config(
                            "junit.jupiter.testmethod.order.default",
                            "org.junit.jupiter.api.MethodOrderer$OrderAnnotation");
            assertThat(ordered(runner.discover(order)))
                    .contains("PlainOrderTest", "StepsTest")
                    .doesNotContain("RandomOrderTest");
            Select instance = new Select()
                    .aPackage("guest.order")
                    .config("junit.jupiter.testinstance.lifecycle.default", "per_class");
            assertThat(ordered(runner.discover(instance)))
                    .contains("PlainOrderTest")
                    .doesNotContain("RandomOrderTest");
            Select random = new Select()
                    .aPackage("guest.order")
                    .config("junit.jupiter.testmethod.order.default", "org.junit.jupiter.api.MethodOrderer$Random");
            assertThat(ordered(runner.discover(random))).doesNotContain("PlainOrderTest");
        }
    }

    @Test
    void whatThePropertiesFileDeclaresHoldsToo(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("junit-platform.properties"),
                "junit.jupiter.testinstance.lifecycle.default=per_class\n");
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-5.7"));
        classpath.addAll(List.of(Guests.jupiter(), folder));
        try (RunnerUnderTest runner = RunnerUnderTest.start(classpath)) {
            assertThat(ordered(runner.discover(new Select().aClass("guest.order.PlainOrderTest"))))
                    .containsExactly("PlainOrderTest");
        }
    }

    @Test
    void aSelectionOfMethodsStillKnowsTheirOrder() throws Exception {
        try (RunnerUnderTest runner = start("5.14")) {
            FoundUnit unit = runner.discover(new Select().method("guest.order.StepsTest#a"))
                    .unit("guest.order.StepsTest");
            assertThat(unit.partial).isTrue();
            assertThat(unit.ordered).isTrue();
        }
    }

    @Test
    void ofJUnit4OnlyARealOrderCounts() throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-5.14", "vintage-5.14", "junit4"));
        classpath.add(Guests.vintage());
        try (RunnerUnderTest runner = RunnerUnderTest.start(classpath)) {
            assertThat(ordered(runner.discover(new Select().root(Guests.vintage()))))
                    .containsExactly("SortedTest");
        }
    }

    @Test
    void testNgHasOneInstanceForAllTests() throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-5.14", "testng"));
        classpath.add(Guests.testng());
        try (RunnerUnderTest runner = RunnerUnderTest.start(classpath)) {
            assertThat(ordered(runner.discover(new Select().aClass("guest.testng.TestNgTest"))))
                    .containsExactly("TestNgTest");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.10", "5.14", "6.0", "6.1"})
    void whatIsLeftRunsAmongAllAndIsReportedAlone(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(jupiter)) {
            Leaf b = new Leaf(B, "", List.of(B + "/[test-template-invocation:#1]"));
            Ran ran = runner.run(Select.whole(STEPS, List.of(), b, Select.leaf(C), Select.leaf(E)));
            assertThat(ran.outcomes())
                    .containsExactly("b(int)[2] PASSED", "b(int)[3] PASSED", "c() PASSED", "e() PASSED");
            assertThat(ran.end.containersDone).containsExactly(B);
            assertThat(ran.end.problem).isEmpty();
            assertThat(ran.along).containsExactly("a()", "b(int)[1]", "d()");
            assertThat(ran.runningAlong).isEmpty();
            assertThat(ran.out(A))
                    .as("kept apart, so that the worker can drop it")
                    .contains("in a");
            assertThat(ran.out(STEPS)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "6.1"})
    void aRegisteredTestRunsAmongAll(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(jupiter)) {
            Leaf third = new Leaf(B + "/[test-template-invocation:#3]", B, List.of());
            Ran ran = runner.run(Select.whole(STEPS, List.of(), third));
            assertThat(ran.outcomes()).containsExactly("b(int)[3] PASSED");
            assertThat(ran.along).hasSize(6).contains("e()");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.10", "5.14", "6.0", "6.1"})
    void whatIsLeftOutDoesNotRun(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(jupiter, "-Dguest.exit=true")) {
            Ran ran = runner.run(Select.whole(STEPS, List.of(D), Select.leaf(E)));
            assertThat(ran.outcomes()).containsExactly("e() PASSED");
            assertThat(ran.along).containsExactly("a()", "b(int)[1]", "b(int)[2]", "b(int)[3]", "c()");
        }
    }

    @Test
    void whatTakesTheRunnerDownIsKnown() throws Exception {
        try (RunnerUnderTest runner = start("5.14", "-Dguest.exit=true")) {
            Ran ran = runner.run(Select.whole(STEPS, List.of(), Select.leaf(A), Select.leaf(E)));
            assertThat(ran.outcomes()).containsExactly("a() PASSED");
            assertThat(ran.end).isNull();
            assertThat(ran.runningAlong).containsExactly(D);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "6.1"})
    void aContainersFailureIsItsOwnOnlyWhereItsTestsRan(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(jupiter, "-Dguest.afterAll=true")) {
            Ran after = runner.run(Select.whole(STEPS, List.of(), Select.leaf(E)));
            assertThat(after.outcomes()).containsExactly("e() PASSED", "<StepsTest> FAILED");

            String nested = "[engine:junit-jupiter]/[class:guest.order.NestedStepsTest]";
            Ran before = runner.run(Select.whole(nested, List.of(), Select.leaf(nested + "/[method:outer()]")));
            assertThat(before.outcomes())
                    .as("the tests that it kept from running have their results elsewhere")
                    .containsExactly("outer() PASSED");
        }
    }

    @Test
    void vintageRunsTheWholeClassWithoutWhatIsLeftOut() throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-5.14", "vintage-5.14", "junit4"));
        classpath.add(Guests.vintage());
        try (RunnerUnderTest runner = RunnerUnderTest.start(classpath)) {
            FoundUnit unit = runner.discover(new Select().aClass("guest.vintage.JUnit4Test"))
                    .unit("guest.vintage.JUnit4Test");
            String passes = id(unit, "passes");
            String fails = id(unit, "fails");
            Ran ran = runner.run(Select.whole(unit.unitId, List.of(fails), Select.leaf(passes)));
            assertThat(ran.outcomes()).containsExactly("passes PASSED");
            assertThat(ran.along).containsExactly("aborts");
        }
    }

    private static String id(FoundUnit unit, String name) {
        return unit.tests.stream()
                .filter(test -> test.name.equals(name))
                .findFirst()
                .orElseThrow()
                .uniqueId;
    }

    private static List<String> ordered(RunnerUnderTest.Discovered found) {
        assertThat(found.problem()).isEmpty();
        return found.units().stream()
                .filter(unit -> unit.ordered)
                .map(unit -> unit.className.substring(unit.className.lastIndexOf('.') + 1))
                .toList();
    }

    private static RunnerUnderTest start(String jupiter, String... jvmArguments) throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-" + jupiter));
        classpath.add(Guests.jupiter());
        return RunnerUnderTest.start(classpath, jvmArguments);
    }
}
