package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class LiteralArgumentTest {
    private final Line line = new Line();

    @Test
    void anArgumentOfTheJvmMayLookLikeAnOptionOfTheCommand() {
        parse("--jvm-arg=-ea", "--jvm-arg", "-noverify", "-e", "junit-jupiter", "--jvm-arg=-Xmx1g");

        assertThat(line.classpath.jvmArgs).containsExactly("-ea", "-noverify", "-Xmx1g");
        assertThat(line.selection.includeEngines).containsExactly("junit-jupiter");
    }

    @Test
    void anOptionWithoutItsArgumentIsNamed() {
        assertThatThrownBy(() -> parse("--jvm-arg"))
                .hasMessageContaining("--jvm-arg")
                .hasMessageContaining("ARG");
    }

    private void parse(String... args) {
        new CommandLine(line).parseArgs(args);
    }

    @Command
    private static final class Line {
        @Mixin
        private final ClasspathOptions classpath = new ClasspathOptions();

        @Mixin
        private final SelectionOptions selection = new SelectionOptions();
    }
}
