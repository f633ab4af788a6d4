package io.verdigrid.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that their engine plans and then does not mention: the grid says so (docs/adr/0030). */
final class QuietEngineTest {
    private static final String SOME = "[engine:quiet]/[class:guest.quiet.QuietEngine$SomeTest]";
    private static final String NONE = "[engine:quiet]/[class:guest.quiet.QuietEngine$NoneTest]";

    private static RunnerUnderTest runner;

    @BeforeAll
    static void start() throws Exception {
        runner = startQuiet();
    }

    @AfterAll
    static void stop() throws Exception {
        runner.close();
    }

    @Test
    void oneThatItsClassWasRunWithoutIsSkippedWithTheReason() throws Exception {
        Ran ran = runner.run(Select.unit(SOME));
        assertThat(ran.outcomes()).containsExactly("told PASSED", "untold SKIPPED");
        assertThat(ran.result("untold").message).contains("SomeTest to its end without a word");
    }

    @Test
    void oneWhoseClassWasPassedOverHasNoResult() throws Exception {
        Ran ran = runner.run(Select.unit(NONE));
        assertThat(ran.results).isEmpty();
        assertThat(ran.end.problem).isEmpty();
    }

    @Test
    void aUnitThatIsItsOnlyLeafHasNoResult() throws Exception {
        Ran ran = runner.run(Select.unit("[engine:quiet]/[spec:lonely]"));
        assertThat(ran.results).isEmpty();
    }

    @Test
    void aClassOfVeryManyTestsIsFoundWhole() throws Exception {
        try (RunnerUnderTest large = startQuiet("-Dguest.many=60000", "-Dguest.length=40")) {
            RunnerUnderTest.Discovered found = large.discover(new Select().uniqueId(SOME));
            assertThat(found.units())
                    .singleElement()
                    .satisfies(unit -> assertThat(unit.tests).hasSize(60_002));
        }
    }

    @Test
    void aVeryLongNameIsCutAndAnIdIsNot() throws Exception {
        try (RunnerUnderTest runner = startQuiet("-Dguest.many=1", "-Dguest.length=10000")) {
            Ran ran = runner.run(Select.unit(SOME));
            assertThat(ran.results).hasSize(3);
            assertThat(ran.result("long").test.name).hasSize(4_099);
            assertThat(ran.result("long").test.displayName).hasSize(4_099);
            assertThat(ran.result("long").test.uniqueId).hasSizeGreaterThan(100_000);
        }
    }

    @Test
    void theSameHoldsForOneThatIsOrderedAlone() throws Exception {
        assertThat(runner.run(Select.order(SOME, 0, Select.leaf(SOME + "/[test:untold]")))
                        .outcomes())
                .containsExactly("untold SKIPPED");
        assertThat(runner.run(Select.order(NONE, 0, Select.leaf(NONE + "/[test:told]"))).results)
                .isEmpty();
    }

    private static RunnerUnderTest startQuiet(String... jvmArguments) throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-5.14"));
        classpath.add(Guests.quiet());
        return RunnerUnderTest.start(classpath, jvmArguments);
    }
}
