package io.verdigrid.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.Leaf;
import io.verdigrid.runner.wire.RunOrder;
import io.verdigrid.runner.wire.TestFilter;
import io.verdigrid.runner.wire.TestSelection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A given order is one unit and runs as it is given, over classes and methods. */
final class GivenOrderTest {
    private static final String UNIT = "[verdigrid:order]";
    private static final String DIRTY = "[engine:junit-jupiter]/[class:guest.given.DirtyTest]";
    private static final String CLEAN = "[engine:junit-jupiter]/[class:guest.given.CleanTest]";
    private static final String CLEANS = DIRTY + "/[method:cleans()]";
    private static final String DIRTIES = DIRTY + "/[method:dirties()]";
    private static final String ALONE = DIRTY + "/[method:leavesAlone()]";
    private static final String WANTS = CLEAN + "/[method:wantsCleanState()]";
    private static final String TAKES = CLEAN + "/[test-template:takes(int)]";

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.10", "5.14", "6.0", "6.1"})
    void methodsRunInTheirOrderAndClassesMayTakeTurns(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(jupiter)) {
            Ran ran = runner.run(order(ids(ALONE, DIRTIES, TAKES, WANTS, CLEANS)));
            assertThat(ran.outcomes())
                    .containsExactly(
                            "leavesAlone() PASSED",
                            "dirties() PASSED",
                            "takes(int)[1] FAILED",
                            "takes(int)[2] FAILED",
                            "wantsCleanState() FAILED",
                            "cleans() PASSED");
            assertThat(runner.run(order(ids(CLEANS, WANTS, DIRTIES))).outcomes())
                    .containsExactly("cleans() PASSED", "wantsCleanState() PASSED", "dirties() PASSED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "6.1"})
    void itIsOneUnitOfWhatIsSelected(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(jupiter)) {
            List<String> order =
                    List.of("class guest.given.CleanTest", "method guest.given.DirtyTest#dirties", "id " + ALONE);
            RunnerUnderTest.Discovered found = runner.discover(selection(order));
            assertThat(found.problem()).isEmpty();
            assertThat(found.units()).hasSize(1);
            FoundUnit unit = found.units().get(0);
            assertThat(unit.unitId).isEqualTo(UNIT);
            assertThat(unit.ordered).as("nothing of it runs elsewhere").isTrue();
            assertThat(unit.tests)
                    .extracting(test -> test.uniqueId)
                    .hasSize(5)
                    .startsWith(unit.tests.get(0).uniqueId)
                    .endsWith(DIRTIES, ALONE);
            assertThat(unit.tests).allMatch(test -> test.unitId.equals(UNIT) && test.className.startsWith("guest."));
        }
    }

    @Test
    void whatComesTwiceIsReportedWhereItComesLast() throws Exception {
        try (RunnerUnderTest runner = start("5.14")) {
            List<String> twice = List.of("class guest.given.CleanTest", "class guest.given.CleanTest");
            assertThat(runner.discover(selection(twice)).units().get(0).tests).hasSize(3);
            Ran ran = runner.run(order(twice));
            assertThat(ran.along).hasSize(4);
            assertThat(ran.outcomes())
                    .containsExactlyInAnyOrder(
                            "takes(int)[1] PASSED",
                            "takes(int)[2] PASSED",
                            "wantsCleanState() PASSED",
                            "runsOnce() FAILED");
        }
    }

    @Test
    void whatIsLeftOfItKeepsItsOrder() throws Exception {
        try (RunnerUnderTest runner = start("5.14")) {
            Ran ran = runner.run(order(ids(DIRTIES, CLEANS, WANTS), Select.leaf(DIRTIES), Select.leaf(WANTS)));
            assertThat(ran.outcomes()).containsExactly("dirties() PASSED", "wantsCleanState() FAILED");
        }
    }

    @Test
    void aRetestRunsAmongAllOfIt() throws Exception {
        try (RunnerUnderTest runner = start("5.14")) {
            TestFilter filter = selection(ids(DIRTIES, WANTS, CLEANS)).filter;
            RunOrder retest =
                    new RunOrder(7, UNIT, List.of(Select.leaf(WANTS)), true, List.of(), filter, Select.OUTPUT_LIMIT);
            Ran ran = runner.run(retest);
            assertThat(ran.outcomes()).containsExactly("wantsCleanState() FAILED");
            assertThat(ran.along).containsExactly("dirties()", "cleans()");
        }
    }

    @Test
    void whatIsNotThereAnyMoreIsRed() throws Exception {
        try (RunnerUnderTest runner = start("5.14")) {
            String gone = CLEAN + "/[method:gone()]";
            Ran ran = runner.run(order(ids(CLEANS, gone), Select.leaf(CLEANS), Select.leaf(gone)));
            assertThat(ran.results).hasSize(2);
            assertThat(ran.outcomes())
                    .startsWith("cleans() PASSED")
                    .element(1)
                    .asString()
                    .contains("gone")
                    .endsWith("FAILED");
        }
    }

    private static List<String> ids(String... ids) {
        List<String> order = new ArrayList<>();
        for (String id : ids) {
            order.add("id " + id);
        }
        return order;
    }

    private static RunOrder order(List<String> order, Leaf... leaves) {
        return new RunOrder(7, UNIT, List.of(leaves), false, List.of(), selection(order).filter, Select.OUTPUT_LIMIT);
    }

    private static TestSelection selection(List<String> order) {
        List<String> none = List.of();
        TestFilter filter = new TestFilter(none, none, none, none, none, none, order);
        return new TestSelection(none, none, none, none, none, none, none, filter);
    }

    private static RunnerUnderTest start(String jupiter) throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-" + jupiter));
        classpath.add(Guests.given());
        return RunnerUnderTest.start(classpath);
    }
}
