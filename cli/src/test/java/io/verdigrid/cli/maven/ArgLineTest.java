package io.verdigrid.cli.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgLineTest {
    @Test
    void splitsAtBlanksOutsideQuotes() {
        assertThat(ArgLine.arguments(" -Xmx1g\n\t-Da='one two' \"-Db=it's\" -Dc=\"\"x ''", Map.of()))
                .containsExactly("-Xmx1g", "-Da=one two", "-Db=it's", "-Dc=x", "");
    }

    @Test
    void fillsInWhatOtherPluginsSet() {
        assertThat(ArgLine.arguments("@{argLine} -Xmx1g", Map.of("argLine", "-javaagent:/a/$b.jar=x -ea")))
                .containsExactly("-javaagent:/a/$b.jar=x", "-ea", "-Xmx1g");
    }

    @Test
    void whatNobodySetIsEmpty() {
        assertThat(ArgLine.arguments("@{argLine} ${argLine} -Dn=${surefire.forkNumber}", Map.of()))
                .containsExactly("-Dn=${surefire.forkNumber}");
    }
}
