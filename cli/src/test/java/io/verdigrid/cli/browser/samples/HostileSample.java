package io.verdigrid.cli.browser.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tests may write that a page must only show. Run by {@link io.verdigrid.cli.browser.DashboardIT}, not by the build. */
class HostileSample {
    @Test
    @DisplayName("<script>document.title='owned'</script>")
    void script() {
        System.out.println("<img src=x onerror=\"document.title='owned'\">");
        System.err.println("\u001b[31mred\u001b[0m \u0007\u0000");
        fail("<b>bold</b> & \"quoted\" \u202egnitirw");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</td></tr><script>document.title='owned'</script>",
                "\u202eevil",
                "a\u0000b",
                "javascript:alert(1)"
            })
    void names(String name) {
        assertThat(name).doesNotStartWith("a");
    }

    @Test
    void longLine() {
        System.out.println("x".repeat(1 << 20));
        assertEquals("a".repeat(3000), "b".repeat(3000));
    }

    @Test
    void waitsForNode() {
        throw new IllegalStateException("Timed out after 3021 ms waiting for node-7");
    }

    /** Red, and green the next time. */
    @Test
    void waitsForNodeSometimes() throws IOException {
        Path mark = Path.of(System.getProperty("verdigrid.sample.mark"));
        if (Files.notExists(mark)) {
            Files.createFile(mark);
            throw new IllegalStateException("Timed out after 88 ms waiting for node-3");
        }
    }

    @Disabled("not now")
    @Test
    void off() {}
}
