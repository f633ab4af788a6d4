package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.protocol.history.v1.SlowerTest;
import io.verdigrid.protocol.history.v1.TestName;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowerTestsTest {
    @TempDir
    Path folder;

    private CommandFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new CommandFixture(folder);
        fixture.keepData();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static SlowerTest slower(String name, String revision) {
        return SlowerTest.newBuilder()
                .setTest(TestName.newBuilder()
                        .setClassName("io.example.CheckoutTest")
                        .setName(name))
                .setBeforeUs(500_000)
                .setNowUs(900_000)
                .setP(2e-7)
                .setLastFastBuild("b138")
                .setFirstSlowBuild("b139")
                .setFirstSlowRevision(revision)
                .build();
    }

    @Test
    void printsWhatBecameSlowerAndSinceWhen() {
        fixture.coordinator.history.slower.add(slower("pays()", "0123456789abcdef0123456789abcdef01234567"));
        fixture.coordinator.history.slower.add(slower("refunds()", ""));

        assertThat(fixture.run("tests", "--slower")).isEqualTo(Exit.OK);

        assertThat(fixture.console.out()).isEqualTo("""
            BEFORE     NOW  TIMES      P  AFTER BUILD  SINCE BUILD  REVISION    TEST
            500 ms  900 ms   1.80  2e-07  b138         b139         0123456789  io.example.CheckoutTest#pays()
            500 ms  900 ms   1.80  2e-07  b138         b139         -           io.example.CheckoutTest#refunds()
            """);
    }

    @Test
    void filtersAndPrintsJson() {
        fixture.coordinator.history.slower.add(slower("pays()", "r1"));
        fixture.coordinator.history.slower.add(slower("refunds()", "r1"));

        fixture.run("tests", "--slower", "--filter", "#REFUNDS", "--json");

        assertThat(fixture.console.out())
                .contains("\"name\": \"refunds()\"")
                .contains("\"log10P\": -6.69897")
                .contains("\"firstSlowRevision\": \"r1\"")
                .doesNotContain("pays");
    }

    @Test
    void saysHowManyWereCompared() {
        fixture.run("tests", "--slower");

        assertThat(fixture.console.out())
                .isEqualTo("None became slower, of 7 tests with the 50 passes that it takes.\n");
    }

    @Test
    void isNotOfOneTest() {
        assertThat(fixture.run("tests", "--slower", "--history", "x")).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).contains("--slower and --history exclude each other");
    }
}
