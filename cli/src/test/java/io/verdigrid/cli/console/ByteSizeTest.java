package io.verdigrid.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ByteSizeTest {
    @Test
    void readsUnitsOfPowersOf1024() {
        assertThat(ByteSize.parse("812")).isEqualTo(812);
        assertThat(ByteSize.parse("64k")).isEqualTo(65_536);
        assertThat(ByteSize.parse("10 MiB")).isEqualTo(10 << 20);
        assertThat(ByteSize.parse("4g")).isEqualTo(4L << 30);
    }

    @Test
    void refusesAnythingElse() {
        assertThatThrownBy(() -> ByteSize.parse("lots"))
                .hasMessageContaining("'lots'")
                .hasMessageContaining("64k");
    }

    @Test
    void writesThreeFiguresAndAUnit() {
        assertThat(ByteSize.format(812)).isEqualTo("812 B");
        assertThat(ByteSize.format(1536)).isEqualTo("1.5 KiB");
        assertThat(ByteSize.format(300L << 20)).isEqualTo("300 MiB");
    }
}
