package io.verdigrid.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private final StringBuilder out = new StringBuilder();

    @Test
    void writesNestedValuesInOneLine() {
        JsonWriter json = JsonWriter.oneLine(out);
        json.object()
                .field("a", 1)
                .field("b", "x")
                .name("c")
                .array()
                .value("y")
                .value(true)
                .value(2.5)
                .end();
        json.name("d").object().end().end();

        assertThat(out).hasToString("{\"a\":1,\"b\":\"x\",\"c\":[\"y\",true,2.5],\"d\":{}}");
    }

    @Test
    void indentsForPeople() {
        JsonWriter.indented(out)
                .object()
                .name("a")
                .array()
                .value(1)
                .end()
                .name("b")
                .array()
                .end()
                .end();

        assertThat(out).hasToString("{\n  \"a\": [\n    1\n  ],\n  \"b\": []\n}");
    }

    @Test
    void escapesWhatMustBe() {
        JsonWriter.oneLine(out).value("\"\\\n\t\u0001é😀\ud800");

        assertThat(out).hasToString("\"\\\"\\\\\\n\\t\\u0001é😀\\ud800\"");
    }

    @Test
    void writesNumbersWithoutTrailingZeros() {
        JsonWriter.oneLine(out)
                .array()
                .value(10.0)
                .value(0.95)
                .value(Double.NaN)
                .end();

        assertThat(out).hasToString("[10,0.95,null]");
    }

    @Test
    void refusesAValueWithoutAName() {
        JsonWriter json = JsonWriter.oneLine(out).object();

        assertThatThrownBy(() -> json.value("x")).isInstanceOf(IllegalStateException.class);
    }
}
