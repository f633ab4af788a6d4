package io.verdigrid.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.runner.wire.Leaf;
import io.verdigrid.runner.wire.RunOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classes whose tests need each other: how they are known, and how some of their tests run among all of them. */
final class WholeUnitTest {
    private static final String STEPS = "[engine:junit-jupiter]/[class:guest.ordered.StepsTest]";
    private static final String FIRST = STEPS + "/[method:first()]";
    private static final String NEXT = STEPS + "/[test-template:next(int)]";
    private static final String LAST = STEPS + "/[method:last()]";

    @ParameterizedTest
    @CsvSource({
        "FreeTest, false",
        "RandomTest, false",
        "PerMethodTest, false",
        "PerClassTest, true",
        "ByNameTest, true",
        "InheritsTest, true",
        "ComposedTest, true",
        "NestsTest, true"
    })
    void aClassSaysWhetherItsTestsBelongTogether(String name, boolean ordered) throws Exception {
        try (RunnerUnderTest runner = start("5.7")) {
            String className = "guest.ordered.KindsTest$" + name;
            assertThat(runner.discover(new Select().aClass(className)).unit(className).ordered)
                    .isEqualTo(ordered);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "junit.jupiter.testmethod.order.default, org.junit.jupiter.api.MethodOrderer$MethodName, true",
        "junit.jupiter.testmethod.order.default, org.junit.jupiter.api.MethodOrderer$Random, false",
        "junit.jupiter.testinstance.lifecycle.default, PER_CLASS, true",
        "junit.jupiter.testinstance.lifecycle.default, per_method, false"
    })
    void theConfigurationSaysSoForAll(String key, String value, boolean ordered) throws Exception {
        try (RunnerUnderTest runner = start("5.14")) {
            String className = "guest.ordered.KindsTest$FreeTest";
            Select select = new Select().aClass(className).config(key, value);
            assertThat(runner.discover(select).unit(className).ordered).isEqualTo(ordered);
        }
    }

    @Test
    void jUnit4SaysItByItsOwnAnnotation() throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-5.14", "vintage-5.14", "junit4"));
        classpath.add(Guests.vintage());
        try (RunnerUnderTest runner = RunnerUnderTest.start(classpath)) {
            Select select = new Select().aClass("guest.ordered.ByNameTest").aClass("guest.vintage.JUnit4Test");
            assertThat(runner.discover(select).units())
                    .filteredOn(unit -> unit.ordered)
                    .extracting(unit -> unit.className)
                    .containsExactly("guest.ordered.ByNameTest");
        }
    }

    @Test
    void theRestOfAClassRunsAmongAllOfItAndOnlyTheRestIsReported() throws Exception {
        try (RunnerUnderTest runner = start("5.14")) {
            Leaf rest = new Leaf(NEXT, "", List.of(NEXT + "/[test-template-invocation:#1]"));
            Ran ran = runner.run(whole(List.of(), rest, Select.leaf(LAST)));
            assertThat(ran.outcomes()).containsExactly("next(int)[2] PASSED", "last() PASSED");
            assertThat(ran.end.containersDone).containsExactly(NEXT);
        }
    }

    @Test
    void oneInvocationRunsAmongAllOfTheClass() throws Exception {
        try (RunnerUnderTest runner = start("5.7")) {
            Leaf second = new Leaf(NEXT + "/[test-template-invocation:#2]", NEXT, List.of());
            assertThat(runner.run(whole(List.of(), second)).outcomes()).containsExactly("next(int)[2] PASSED");
        }
    }

    @Test
    void whatIsLeftOutDoesNotRun() throws Exception {
        try (RunnerUnderTest runner = start("5.14")) {
            Ran ran = runner.run(whole(List.of(FIRST), Select.leaf(LAST)));
            assertThat(ran.outcomes()).containsExactly("last() FAILED");
        }
    }

    private static RunOrder whole(List<String> leftOut, Leaf... leaves) {
        return new RunOrder(7, STEPS, List.of(leaves), true, leftOut, new Select().filter(), 1 << 16);
    }

    private static RunnerUnderTest start(String version) throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-" + version));
        classpath.add(Guests.jupiter());
        return RunnerUnderTest.start(classpath);
    }
}
