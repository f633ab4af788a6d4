package io.verdigrid.coordinator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DurationsCsvTest {
    private static final String TITLE = "class,test,milliseconds,fixture";

    @Test
    void readsClassesWithTheirTestsInOrder() {
        Suite suite =
                DurationsCsv.read(List.of(TITLE, "a.A,x#0,1.5,20", "b.B,y,0,0", "", "a.A,\"z(int, \"\"s\"\")\",2,20"));
        assertThat(suite.classes()).extracting(TestClass::name).containsExactly("a.A", "b.B");
        assertThat(suite.classes().get(0).tests())
                .extracting(TestClass.TimedTest::name)
                .containsExactly("x#0", "z(int, \"s\")");
        assertThat(suite.tests()).isEqualTo(3);
        assertThat(suite.totalMs()).isEqualTo(23.5);
    }

    @Test
    void saysWhichLineIsWrongAndWhatIsWanted() {
        refused("line 1 is 'class;test': wanted class,test,milliseconds,fixture", "class;test");
        refused("no test in it: wanted lines class,test,milliseconds,fixture", TITLE);
        refused("line 2 has 3 fields: wanted class,test,milliseconds,fixture", TITLE, "a,b,1");
        refused("line 2 has no class", TITLE, ",b,1,0");
        refused("line 3 milliseconds is '-1': wanted a number from 0 to 604800000", TITLE, "a,b,1,0", "a,c,-1,0");
        refused("line 2 milliseconds is 'NaN': wanted a number from 0 to 604800000", TITLE, "a,b,NaN,0");
        refused("line 2 fixture is 'x': wanted a number from 0 to 604800000", TITLE, "a,b,1,x");
        refused("line 3 fixture is 7, but 0.0 in a line of a before: a class has one", TITLE, "a,b,1,0", "a,c,1,7");
    }

    @Test
    void aSuiteIsRepeatedUntilItHasSoManyTests() {
        Suite suite = DurationsCsv.read(List.of(TITLE, "a,x,1,0", "a,y,2,0", "b,z,3,0"));
        Suite repeated = suite.repeatedTo(7);
        assertThat(repeated.tests()).isEqualTo(7);
        assertThat(repeated.classes()).extracting(TestClass::name).containsExactly("a", "b", "a.2", "b.2", "a.3");
        assertThat(repeated.scaledTo(1_000).totalMs()).isEqualTo(1_000);
    }

    private static void refused(String why, String... lines) {
        assertThatThrownBy(() -> DurationsCsv.read(List.of(lines)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }
}
