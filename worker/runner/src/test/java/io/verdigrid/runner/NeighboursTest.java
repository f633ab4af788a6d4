package io.verdigrid.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.runner.wire.FoundUnit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jupiter's annotations say of what may run beside a class. */
final class NeighboursTest {
    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.14", "6.1"})
    void locksIsolationAndThreadsAreTold(String jupiter) throws Exception {
        assertThat(rules(jupiter, Guests.locks(), "guest.locks"))
                .isEqualTo(Map.of(
                        "MethodLocksTest", List.of("read db", "write base", "write inner"),
                        "RepeatedTest", List.of("read two", "write one"),
                        "MetaTest", List.of("write meta"),
                        "AloneTest", List.of("isolated"),
                        "SameThreadTest", List.of("same-thread"),
                        "FreeTest", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.14", "6.1"})
    void providersAreAsked(String jupiter) throws Exception {
        assertThat(rules(jupiter, Guests.providers(), "guest.providers"))
                .containsEntry("ProvidedTest", List.of("read reads", "write ProvidedTest"))
                .containsEntry("InheritedTest", List.of("read inherited", "read more", "write InheritedTest"));
    }

    @Test
    void aProviderThatFailsHidesNothingElse() throws Exception {
        try (RunnerUnderTest runner = start("5.14", Guests.providers())) {
            List<FoundUnit> units = runner.discover(new Select().aClass("guest.providers.BrokenProviderTest"))
                    .units();
            assertThat(units).singleElement().satisfies(unit -> {
                assertThat(unit.rules).containsExactly("write known");
                assertThat(unit.ordered).isTrue();
            });
        }
    }

    private static Map<String, List<String>> rules(String jupiter, Path guests, String packageName) throws Exception {
        Map<String, List<String>> rules = new TreeMap<>();
        try (RunnerUnderTest runner = start(jupiter, guests)) {
            for (FoundUnit unit :
                    runner.discover(new Select().aPackage(packageName)).units()) {
                rules.put(unit.className.substring(unit.className.lastIndexOf('.') + 1), unit.rules);
            }
        }
        return rules;
    }

    private static RunnerUnderTest start(String jupiter, Path guests) throws Exception {
        List<Path> classpath = new ArrayList<>(Jars.of("jupiter-" + jupiter));
        classpath.add(guests);
        return RunnerUnderTest.start(classpath);
    }
}
