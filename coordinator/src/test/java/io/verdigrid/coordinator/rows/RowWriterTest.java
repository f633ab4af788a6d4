package io.verdigrid.coordinator.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.coordinator.model.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again, whatever it is. */
final class RowWriterTest {
    private static RowReader reader(RowWriter written) {
        return new RowReader(Table.META, written.toBytes());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void numbers(long number) {
        assertThat(reader(new RowWriter(0).writeLong(number)).readLong()).isEqualTo(number);
        assertThat(reader(new RowWriter(0).writeInt((int) number)).readInt()).isEqualTo((int) number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ä€", "\ud83d\ude00", "\ud83d", "x\ude00y", "\ude00\ud83d", "\u0000\uffff"})
    void texts(String text) {
        RowReader read = reader(new RowWriter(0)
                .writeString(text)
                .writeStringAfter("x\ud83d\ude01", text)
                .writeStringAfter("x\ud83d\ude01", "x\ud83d\ude01" + text)
                .writeByte(7));

        assertThat(read.readString()).isEqualTo(text);
        assertThat(read.readStringAfter("x\ud83d\ude01")).isEqualTo(text);
        assertThat(read.readStringAfter("x\ud83d\ude01")).isEqualTo("x\ud83d\ude01" + text);
        assertThat(read.readByte()).isEqualTo(7);
    }

    @Test
    void aSharedBeginningIsWrittenAsANumber() {
        String unit = "[engine:junit-jupiter]/[class:some.long.name.OfATest]";

        assertThat(new RowWriter(0).writeStringAfter(unit, unit + "/[m]").toBytes())
                .hasSizeLessThan(10);
    }

    @Test
    void digests() {
        String hex = "00ff".repeat(16);

        assertThat(new RowWriter(0).writeHex(hex).toBytes()).hasSize(33);
        assertThat(reader(new RowWriter(0).writeHex(hex)).readHex()).isEqualTo(hex);
    }

    @Test
    void aRowOfAnotherVersionIsNamed() {
        assertThatThrownBy(() -> new RowReader(Table.TEST, new byte[] {9, 1}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a row of table TEST has version 9, and this version of Verdigrid reads 1");
    }

    @Test
    void aRunIsSortedByTest() {
        StringBuilder seen = new StringBuilder();

        RunRow.visit(
                sample().encode(),
                (test, number, outcome, us) -> seen.append(test + "." + number + outcome + us + " "));

        assertThat(seen).hasToString("2.1FAILED21 2.2LOST22 5.1PASSED50 ");
    }

    @Test
    void aRunIsReadAsItWasWrittenAllOfItOrOneTest() {
        RunRow row = sample();

        assertThat(RunRow.decode(row.encode())).isEqualTo(row);
        assertThat(RunRow.decode(row.encode(), test -> test == 5).entries())
                .containsExactly(row.entries().get(2));
    }

    private static RunRow sample() {
        RunRow.Circumstances here = new RunRow.Circumstances(1_700_000_000_123L, "abc", "worker", 3, 17, 250);
        RunRow.Circumstances unknown = new RunRow.Circumstances(0, "", "", 0, 0, -1);
        return new RunRow(
                new RunRow.Run("b1", 900, 40),
                List.of(
                        new RunRow.Entry(5, 1, Outcome.PASSED, 50, here),
                        new RunRow.Entry(2, 2, Outcome.LOST, 22, unknown),
                        new RunRow.Entry(2, 1, Outcome.FAILED, 21, here)));
    }

    @Test
    void aRingKeepsTheNewest() {
        Ring ring = new Ring(3);
        assertThat(ring.quantile(0.5)).isZero();
        for (long value : new long[] {9, 4, 1, 3}) {
            ring.add(value);
        }

        assertThat(ring.quantile(1)).isEqualTo(4);
        assertThat(ring.quantile(0.5)).isEqualTo(3);
        assertThat(ring.quantile(0.01)).isEqualTo(1);
    }
}
