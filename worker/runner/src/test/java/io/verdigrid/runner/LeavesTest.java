package io.verdigrid.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.runner.wire.Leaf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders for a part of a unit: single tests, retests of registered tests, and leaves that were interrupted. */
final class LeavesTest {
    private static final String CLASS = "[engine:junit-jupiter]/[class:guest.matrix.";
    private static final String NUMBERS = CLASS + "ParameterizedMethodTest]";
    private static final String NOT_THREE = NUMBERS + "/[test-template:isNotThree(int)]";
    private static final String FACTORY = CLASS + "FactoryTest]";
    private static final String MAKES = FACTORY + "/[test-factory:makes()]";

    /** By Jupiter version: an order leaves nothing behind that the next one could notice. */
    private static final Map<String, RunnerUnderTest> WARM = new HashMap<>();

    @AfterAll
    static void stop() throws IOException {
        for (RunnerUnderTest each : WARM.values()) {
            each.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.10", "5.14", "6.0", "6.1"})
    void finishedInvocationsAreNotRunAgain(String jupiter) throws Exception {
        RunnerUnderTest runner = warm(jupiter);
        Leaf rest = new Leaf(NOT_THREE, "", List.of(invocation(1), invocation(2), invocation(4)));
        Ran ran = runner.run(Select.order(NUMBERS, 0, rest));
        assertThat(ran.outcomes()).containsExactly("isNotThree(int)[3] FAILED", "isNotThree(int)[5] PASSED");
        assertThat(ran.results).allMatch(result -> result.test.registeredBy.equals(NOT_THREE));
        assertThat(ran.end.containersDone).containsExactly(NOT_THREE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.10", "5.14", "6.0", "6.1"})
    void aLeafWithNothingLeftIsDone(String jupiter) throws Exception {
        RunnerUnderTest runner = warm(jupiter);
        List<String> all =
                IntStream.rangeClosed(1, 5).mapToObj(LeavesTest::invocation).toList();
        Ran ran = runner.run(Select.order(NUMBERS, 0, new Leaf(NOT_THREE, "", all)));
        assertThat(ran.results).isEmpty();
        assertThat(ran.end.containersDone).containsExactly(NOT_THREE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.10", "5.14", "6.0", "6.1"})
    void aRegisteredTestIsRunAlone(String jupiter) throws Exception {
        RunnerUnderTest runner = warm(jupiter);
        Leaf third = new Leaf(invocation(3), NOT_THREE, List.of());
        Ran ran = runner.run(Select.order(NUMBERS, 0, third));
        assertThat(ran.outcomes()).containsExactly("isNotThree(int)[3] FAILED");
        assertThat(ran.results.get(0).test.registeredBy).isEqualTo(NOT_THREE);
        // The leaf itself was not ordered: its other invocations may still run elsewhere.
        assertThat(ran.end.containersDone).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.10", "5.14", "6.0", "6.1"})
    void aFactorysRestIsRunAndItsDeepTestsAlone(String jupiter) throws Exception {
        RunnerUnderTest runner = warm(jupiter);
        Ran rest = runner.run(Select.order(FACTORY, 0, new Leaf(MAKES, "", List.of(MAKES + "/[dynamic-test:#1]"))));
        assertThat(rest.outcomes()).containsExactly("makes()[2][1] PASSED", "makes()[3] FAILED");

        String deep = MAKES + "/[dynamic-container:#2]/[dynamic-test:#1]";
        Ran alone = runner.run(Select.order(FACTORY, 0, new Leaf(deep, MAKES, List.of())));
        assertThat(alone.outcomes()).containsExactly("makes()[2][1] PASSED");
        assertThat(alone.results.get(0).test.registeredBy).isEqualTo(MAKES);

        Ran afterDeep = runner.run(Select.order(FACTORY, 0, new Leaf(MAKES, "", List.of(deep))));
        assertThat(afterDeep.outcomes()).containsExactly("makes()[1] PASSED", "makes()[3] FAILED");
        assertThat(afterDeep.end.containersDone).containsExactly(MAKES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.10", "5.14", "6.0", "6.1"})
    void aRegisteredTestWithAStrangeIdIsFoundByTheLeafThatRegistersIt(String jupiter) throws Exception {
        RunnerUnderTest runner = warm(jupiter);
        Leaf strange = new Leaf(FACTORY + "/[unknown:1]/[dynamic-test:#1]", MAKES, List.of());
        Ran ran = runner.run(Select.order(FACTORY, 0, strange));
        // It ran the factory, found no such test there, and says nothing of tests that were not ordered.
        assertThat(ran.end.problem).isEmpty();
        assertThat(ran.results)
                .singleElement()
                .matches(result -> result.test.uniqueId.equals(strange.uniqueId) && result.outcome == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "6.1"})
    void singleTestsAreRunAlone(String jupiter) throws Exception {
        RunnerUnderTest runner = warm(jupiter);
        String plain = CLASS + "PlainTest]";
        Ran ran = runner.run(Select.order(
                plain, 0, Select.leaf(plain + "/[method:fails()]"), Select.leaf(plain + "/[method:isDisabled()]")));
        assertThat(ran.outcomes()).containsExactlyInAnyOrder("fails() FAILED", "isDisabled() SKIPPED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "6.1"})
    void aContainerThatFailedIsRunAgainAsATestOfItsOwn(String jupiter) throws Exception {
        RunnerUnderTest runner = warm(jupiter);
        String failing = CLASS + "AfterAllFailsTest]";
        assertThat(runner.run(Select.order(failing, 0, Select.leaf(failing))).outcomes())
                .containsExactly("<AfterAllFailsTest> FAILED");
        String passing = CLASS + "ManyTest]";
        assertThat(runner.run(Select.order(passing, 0, Select.leaf(passing))).outcomes())
                .containsExactly("<ManyTest> PASSED");
    }

    @Test
    void aRegisteredTestWhoseLeafFailsFirstFailsWithIt() throws Exception {
        RunnerUnderTest runner = warm("5.14");
        String leaf = NUMBERS + "/[test-template:hasNoSource(int)]";
        Leaf first = new Leaf(leaf + "/[test-template-invocation:#1]", leaf, List.of());
        Ran ran = runner.run(Select.order(NUMBERS, 0, first));
        assertThat(ran.results)
                .singleElement()
                .matches(result -> result.test.uniqueId.equals(first.uniqueId)
                        && result.outcome == 1
                        && result.stack.contains("no numbers"));
    }

    @Test
    void vintageRowsAreRunAlone() throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-5.14", "vintage-5.14", "junit4"));
        classpath.add(Guests.vintage());
        try (RunnerUnderTest runner = RunnerUnderTest.start(classpath)) {
            RunnerUnderTest.Discovered found = runner.discover(new Select().aClass("guest.vintage.RowsTest"));
            String unit = found.unit("guest.vintage.RowsTest").unitId;
            String second = found.unit("guest.vintage.RowsTest").tests.get(1).uniqueId;
            assertThat(runner.run(Select.order(unit, 0, Select.leaf(second))).outcomes())
                    .containsExactly("isOne[1] FAILED");
        }
    }

    @Test
    void testNgRunsTheWholeMethodForOneRow() throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-5.14", "testng"));
        classpath.add(Guests.testng());
        try (RunnerUnderTest runner = RunnerUnderTest.start(classpath)) {
            String unit = runner.discover(new Select().aClass("guest.testng.TestNgTest"))
                    .unit("guest.testng.TestNgTest")
                    .unitId;
            Ran whole = runner.run(Select.unit(unit));
            var third = whole.result("[2] 3").test;
            Ran retest = runner.run(Select.order(unit, 0, new Leaf(third.uniqueId, third.registeredBy, List.of())));
            assertThat(retest.results).singleElement().matches(result -> result.test.uniqueId.equals(third.uniqueId));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.14"})
    void moreInvocationsThanCanBeNamedAtOnceAllRun(String jupiter) throws Exception {
        String many = CLASS + "ManyTest]";
        String accepts = many + "/[test-template:accepts(int)]";
        try (RunnerUnderTest runner = start(jupiter, "-Dguest.many=1500")) {
            Leaf rest = new Leaf(accepts, "", List.of(accepts + "/[test-template-invocation:#1]"));
            Ran ran = runner.run(Select.order(many, 0, rest));
            assertThat(ran.results).hasSize(1_499);
            assertThat(ran.results.stream().map(result -> result.test.uniqueId).distinct())
                    .hasSize(1_499);
            assertThat(ran.end.containersDone).containsExactly(accepts);
        }
    }

    private static String invocation(int number) {
        return NOT_THREE + "/[test-template-invocation:#" + number + "]";
    }

    private static RunnerUnderTest warm(String jupiter) throws Exception {
        if (!WARM.containsKey(jupiter)) {
            WARM.put(jupiter, start(jupiter));
        }
        return WARM.get(jupiter);
    }

    private static RunnerUnderTest start(String jupiter, String... jvmArguments) throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-" + jupiter));
        classpath.add(Guests.jupiter());
        return RunnerUnderTest.start(classpath, jvmArguments);
    }
}
