package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandsTest {
    @Test
    void aReplayRunsHereWhateverGridItsBuildIsFrom() {
        assertThat(Commands.runsHere("replay", true)).isTrue();
        assertThat(Commands.runsHere("replay", false)).isTrue();
        assertThat(Commands.runsHere("hunt", false)).isTrue();
    }

    @Test
    void aBuildRunsHereUnlessAGridRunsIt() {
        assertThat(Commands.runsHere("run", false)).isTrue();
        assertThat(Commands.runsHere("run", true)).isFalse();
        assertThat(Commands.runsHere("builds", false)).isFalse();
    }
}
