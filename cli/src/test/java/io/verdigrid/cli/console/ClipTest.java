package io.verdigrid.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClipTest {
    @Test
    void cutsTheEndOrTheStart() {
        assertThat(Clip.end("abcdef", 4)).isEqualTo("abc…");
        assertThat(Clip.start("abcdef", 4)).isEqualTo("…def");
        assertThat(Clip.end("abc", 3)).isEqualTo("abc");
        assertThat(Clip.end("abc", 0)).isEmpty();
    }

    @Test
    void neverCutsACharacterInTwo() {
        assertThat(Clip.end("😀😀😀", 2)).isEqualTo("😀…");
    }

    @Test
    void makesOneHarmlessLine() {
        assertThat(Clip.line("a\r\nb\u001b[2Jc")).isEqualTo("a  b [2Jc");
    }
}
