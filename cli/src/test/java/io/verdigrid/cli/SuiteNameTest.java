package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SuiteNameTest {
    @Test
    void isThatOfWhatTellsOneSuiteFromAnother() {
        assertThat(SuiteName.of(Path.of("/x/app/target/test-classes"))).isEqualTo("app");
        assertThat(SuiteName.of(Path.of("/x/app/build/classes/java/test"))).isEqualTo("app");
        assertThat(SuiteName.of(Path.of("/x/lib/commons-tests-1.2.jar"))).isEqualTo("commons-tests-1.2");
    }
}
