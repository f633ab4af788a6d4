package io.verdigrid.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.Leaf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a runner finds for each kind of selection, and what it says where it finds nothing or can't look. */
final class DiscoveryTest {
    private static final String PLAIN = "[engine:junit-jupiter]/[class:guest.matrix.PlainTest]";
    private static final String MANY = "[engine:junit-jupiter]/[class:guest.matrix.ManyTest]";

    @Test
    void theDefaultPatternHoldsForWhatIsScannedAndNotForWhatIsNamed() throws Exception {
        try (RunnerUnderTest runner = start("5.14", Guests.jupiter())) {
            assertThat(runner.discover(new Select().aPackage("guest.matrix")).units())
                    .extracting(unit -> unit.className)
                    .contains("guest.matrix.PlainTest")
                    .doesNotContain("guest.matrix.NotMatching");
            assertThat(runner.discover(new Select().aClass("guest.matrix.NotMatching"))
                            .units())
                    .hasSize(1);
            assertThat(runner.discover(new Select().aPackage("guest.matrix").exclude(".*Plain.*"))
                            .units())
                    .extracting(unit -> unit.className)
                    .contains("guest.matrix.ManyTest")
                    .doesNotContain("guest.matrix.PlainTest");
        }
    }

    @Test
    void tagsFilterTests() throws Exception {
        try (RunnerUnderTest runner = start("5.7", Guests.jupiter())) {
            Select fast = new Select().aPackage("guest.matrix").tag("fast");
            assertThat(tests(runner.discover(fast))).containsExactly("passes()");
            Select slow = new Select().aClass("guest.matrix.PlainTest").withoutTag("fast");
            assertThat(tests(runner.discover(slow))).containsExactlyInAnyOrder("fails()", "aborts()", "isDisabled()");
        }
    }

    @Test
    void aMethodIsAPartOfItsUnit() throws Exception {
        try (RunnerUnderTest runner = start("5.14", Guests.jupiter())) {
            Select methods = new Select()
                    .method("guest.matrix.PlainTest#passes")
                    .method("guest.matrix.PlainTest#passes()")
                    .method("guest.matrix.ManyTest#accepts(int)")
                    .aClass("guest.matrix.DisabledClassTest");
            RunnerUnderTest.Discovered found = runner.discover(methods);
            assertThat(tests(found)).containsExactlyInAnyOrder("passes()", "accepts(int)", "first()", "second()");
            assertThat(found.unit("guest.matrix.PlainTest").partial).isTrue();
            assertThat(found.unit("guest.matrix.ManyTest").partial).isFalse();
            assertThat(found.unit("guest.matrix.DisabledClassTest").partial).isFalse();
        }
    }

    @Test
    void anInvocationIsATestWhereItIsSelected() throws Exception {
        String second = MANY + "/[test-template:accepts(int)]/[test-template-invocation:#2]";
        try (RunnerUnderTest runner = start("5.14", Guests.jupiter())) {
            FoundUnit unit = runner.discover(new Select().uniqueId(second)).unit("guest.matrix.ManyTest");
            assertThat(unit.partial).isTrue();
            assertThat(unit.tests).extracting(test -> test.uniqueId).containsExactly(second);

            Ran ran = runner.run(Select.order(unit.unitId, 0, Select.leaf(second)));
            assertThat(ran.outcomes()).containsExactly("accepts(int)[2] PASSED");
            assertThat(ran.results.get(0).test.registeredBy).isEmpty();
            assertThat(ran.end.containersDone).isEmpty();
        }
    }

    @Test
    void testsOfAJarAreFound(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("suite.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            put(out, "guest/matrix/PlainTest.class", Guests.jupiter().resolve("guest/matrix/PlainTest.class"));
            put(
                    out,
                    "META-INF/versions/99/guest/matrix/LaterTest.class",
                    Guests.jupiter().resolve("guest/matrix/PlainTest.class"));
        }
        try (RunnerUnderTest runner = start("5.7", jar)) {
            RunnerUnderTest.Discovered found = runner.discover(new Select().root(jar));
            assertThat(found.units()).extracting(unit -> unit.unitId).containsExactly(PLAIN);
            assertThat(found.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.14", "6.1"})
    void aClassThatCannotBeLookedIntoIsAFailedTest(String jupiter, @TempDir Path folder) throws Exception {
        Path broken = Guests.broken(folder);
        try (RunnerUnderTest runner = start(jupiter, broken);
                RunnerUnderTest other = start(jupiter, broken)) {
            RunnerUnderTest.Discovered found = runner.discover(new Select().root(broken));
            assertThat(found.units())
                    .extracting(unit -> unit.className)
                    .containsExactlyInAnyOrder(
                            "guest.broken.FineTest",
                            "guest.broken.BrokenNestedTest",
                            "guest.broken.BrokenNestedTest$WhenBroken",
                            "guest.broken.BrokenSignatureTest",
                            "guest.broken.BrokenSuperTest");
            assertThat(found.warnings()).anyMatch(line -> line.contains("guest.broken.TestHelper"));

            FoundUnit unit = found.unit("guest.broken.BrokenSignatureTest");
            assertThat(unit.unitId).isEqualTo("[engine:verdigrid]/[class:guest.broken.BrokenSignatureTest]");
            for (RunnerUnderTest each : List.of(runner, other)) {
                Ran ran = each.run(Select.unit(unit.unitId));
                assertThat(ran.outcomes()).containsExactly("initializationError FAILED");
                assertThat(ran.results.get(0).type).isEqualTo("java.lang.NoClassDefFoundError");
                assertThat(ran.results.get(0).message).contains("guest/broken/Missing");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.10", "6.1"})
    void aNamedClassThatDoesNotExistIsAFailedTest(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(jupiter, Guests.jupiter())) {
            RunnerUnderTest.Discovered found =
                    runner.discover(new Select().aClass("guest.Absent").aClass("guest.matrix.PlainTest"));
            assertThat(found.problem()).isEmpty();
            assertThat(found.units()).hasSize(2);
            Ran ran = runner.run(Select.unit(found.unit("guest.Absent").unitId));
            assertThat(ran.results.get(0).type).isEqualTo("java.lang.ClassNotFoundException");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.10", "6.1"})
    void aNamedMethodThatDoesNotExistIsNoGap(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(jupiter, Guests.jupiter())) {
            String absent = "guest.matrix.PlainTest#absent";
            assertThat(runner.discover(new Select().method(absent)).problem()).contains("no tests found", "absent");

            RunnerUnderTest.Discovered both =
                    runner.discover(new Select().method(absent).aClass("guest.matrix.ManyTest"));
            assertThat(both.problem()).isEmpty();
            assertThat(both.units()).hasSize(2);
            FoundUnit failed = both.unit("junit-jupiter");
            Ran ran = runner.run(Select.unit(failed.unitId));
            assertThat(ran.results.get(0).message).contains("absent");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "6.1"})
    void anEngineThatFailsIsAFailedTestAndTheOthersGoOn(String jupiter) throws Exception {
        // Vintage without a JUnit 4 cannot discover anything.
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-" + jupiter, "vintage-" + jupiter));
        classpath.add(Guests.jupiter());
        try (RunnerUnderTest runner = RunnerUnderTest.start(classpath)) {
            RunnerUnderTest.Discovered found = runner.discover(new Select().aClass("guest.matrix.PlainTest"));
            assertThat(found.problem()).isEmpty();
            assertThat(found.unit("guest.matrix.PlainTest").tests).hasSize(4);
            Ran ran = runner.run(Select.unit(found.unit("junit-vintage").unitId));
            assertThat(ran.outcomes()).containsExactly("initializationError FAILED");
        }
    }

    @Test
    void nothingFoundSaysWhereItLooked(@TempDir Path empty) throws Exception {
        try (RunnerUnderTest runner = start("5.14", Guests.jupiter())) {
            assertThat(runner.discover(new Select().root(empty)).problem())
                    .contains(empty.toString(), "0 classes", "junit-jupiter", "the default");
            assertThat(runner.discover(new Select().root(Guests.jupiter()).tag("absent"))
                            .problem())
                    .contains("included tags: absent");
            assertThat(runner.discover(new Select().root(Guests.jupiter()).include("Absent"))
                            .problem())
                    .contains("0 of them with a name that matches [Absent]");
            assertThat(runner.discover(new Select().root(empty)).nothing()).isTrue();
        }
    }

    @Test
    void nothingFoundSaysThatThereIsNoEngine() throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-5.14"));
        classpath.removeIf(jar -> jar.toString().contains("jupiter-engine"));
        classpath.add(Guests.jupiter());
        try (RunnerUnderTest runner = RunnerUnderTest.start(classpath)) {
            assertThat(runner.discover(new Select().root(Guests.jupiter())).problem())
                    .contains("engines on the classpath: none");
        }
        try (RunnerUnderTest runner = RunnerUnderTest.start(List.of(Guests.jupiter()))) {
            assertThat(runner.ready().platformVersion()).isEmpty();
            assertThat(runner.discover(new Select().root(Guests.jupiter())).problem())
                    .contains("no JUnit Platform");
        }
    }

    @Test
    void wrongExpressionsAreAProblemThatNamesThem() throws Exception {
        try (RunnerUnderTest runner = start("6.1", Guests.jupiter())) {
            assertThat(runner.discover(new Select().root(Guests.jupiter()).tag("a & & b"))
                            .problem())
                    .contains("a & & b")
                    .doesNotContain("\tat ");
            assertThat(runner.discover(new Select().root(Guests.jupiter()).tag("a & & b"))
                            .nothing())
                    .as("what is wrong is no empty plan")
                    .isFalse();
            assertThat(runner.discover(new Select().root(Guests.jupiter()).include("(open"))
                            .problem())
                    .contains("(open");
            assertThat(runner.discover(new Select().uniqueId("no id")).problem())
                    .contains("no id");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.10", "5.14", "6.0", "6.1"})
    void whatIsNotFoundAnyMoreIsTheRunsProblem(String jupiter) throws Exception {
        try (RunnerUnderTest runner = start(jupiter, Guests.jupiter())) {
            Ran none = runner.run(Select.unit("[engine:junit-jupiter]/[class:guest.Absent]"));
            assertThat(none.results).isEmpty();
            assertThat(none.end.problem).contains("guest.Absent");

            Leaf gone = Select.leaf(PLAIN + "/[method:gone()]");
            Ran some = runner.run(Select.order(PLAIN, 0, gone, Select.leaf(PLAIN + "/[method:passes()]")));
            assertThat(some.end.problem).isEmpty();
            assertThat(some.result("passes").outcome).isEqualTo(0);
            assertThat(some.results)
                    .filteredOn(result -> result.test.uniqueId.equals(gone.uniqueId))
                    .singleElement()
                    .matches(result -> result.outcome == 1 && result.message.contains("does not find it"));
            assertThat(some.results).hasSize(2);
        }
    }

    private static RunnerUnderTest start(String jupiter, Path suite) throws IOException {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-" + jupiter));
        classpath.add(suite);
        return RunnerUnderTest.start(classpath);
    }

    private static List<String> tests(RunnerUnderTest.Discovered found) {
        return found.units().stream()
                .flatMap(unit -> unit.tests.stream())
                .map(test -> test.name)
                .toList();
    }

    private static void put(JarOutputStream jar, String name, Path file) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        Files.copy(file, jar);
        jar.closeEntry();
    }
}
