package io.verdigrid.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Table.Column;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = new Table(Column.right("RUNS"), Column.left("STATUS"), Column.elastic("TEST"))
            .row("7", "GREEN", "io.example.a.very.deep.package.CheckoutTest#sums")
            .row("1,200", "RED", "io.example.B#b");

    @Test
    void alignsItsColumns() {
        assertThat(table.render(200)).isEqualTo("""
                 RUNS  STATUS  TEST
                    7  GREEN   io.example.a.very.deep.package.CheckoutTest#sums
                1,200  RED     io.example.B#b
                """);
    }

    @Test
    void cutsTheStartOfTheElasticColumnToFit() {
        assertThat(table.render(40)).isEqualTo("""
                 RUNS  STATUS  TEST
                    7  GREEN   …ackage.CheckoutTest#sums
                1,200  RED     io.example.B#b
                """);
        assertThat(table.render(40).lines().mapToInt(String::length)).allMatch(length -> length <= 40);
    }

    @Test
    void takesNoLineFeedFromACell() {
        String rendered = new Table(Column.left("A")).row("x\ny\u001b[31m").render(80);

        assertThat(rendered).isEqualTo("A\nx y [31m\n");
    }
}
