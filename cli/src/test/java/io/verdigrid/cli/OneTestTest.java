package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.history.v1.PastAttempt;
import io.verdigrid.protocol.history.v1.PastDay;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneTestTest {
    @TempDir
    Path folder;

    private CommandFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new CommandFixture(folder);
        fixture.keepData();
        fixture.coordinator.history.attempts.add(attempt("b3"));
        fixture.coordinator.history.attempts.add(PastAttempt.newBuilder()
                .setBuildId("b2")
                .setNumber(2)
                .setOutcome(Outcome.OUTCOME_LOST)
                .setLoad(-0.01)
                .build());
        fixture.coordinator.history.attempts.add(attempt("b1"));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static PastAttempt attempt(String build) {
        return PastAttempt.newBuilder()
                .setBuildId(build)
                .setNumber(1)
                .setOutcome(Outcome.OUTCOME_PASSED)
                .setDurationUs(1_250)
                .setSlotTimeMs(2_100)
                .setStartedAtMs(1_700_000_000_000L)
                .setCodeKey("0123456789abcdef")
                .setWorker("host-1")
                .setRun(3)
                .setPosition(17)
                .setLoad(1.75)
                .build();
    }

    @Test
    void printsAttemptsPageByPageNewestFirst() {
        assertThat(fixture.run("tests", "--suite", "app", "--history", "CheckoutTest#pays"))
                .isEqualTo(Exit.OK);

        assertThat(fixture.console.out().lines())
                .hasSize(5)
                .first()
                .isEqualTo("io.example.CheckoutTest#pays(), suite app, fixture 1.25 s");
        String dated = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d";
        assertThat(fixture.console.out().replaceAll(dated, "WHEN").replaceAll(" +", " "))
                .endsWith("""
                    STARTED OUTCOME DURATION UNIT'S SLOT BUILD ATTEMPT CODE RUN.POSITION LOAD WORKER
                    WHEN PASSED 1.25 ms 2.10 s b3 1 01234567 3.17 1.75 host-1
                    WHEN LOST 0 ms - b2 2 - - - -
                    WHEN PASSED 1.25 ms 2.10 s b1 1 01234567 3.17 1.75 host-1
                    """);
    }

    @Test
    void saysThatThereIsMore() {
        fixture.run("tests", "--history", "CheckoutTest#pays", "--limit", "1");

        assertThat(fixture.console.out().lines()).hasSize(3);
        assertThat(fixture.console.err()).isEqualTo("The newest 1; --limit 0 lists all\n");
    }

    @Test
    void whatIsNotKnownIsNullInJson() {
        fixture.run("tests", "--history", "CheckoutTest#pays", "--json");

        assertThat(fixture.console.out())
                .startsWith("{\n  \"suite\": \"\",")
                .contains("\"load\": 1.75")
                .contains("\"load\": null")
                .contains("\"fixtureMs\": 1250");
    }

    @Test
    void printsTheSumsOfEachDay() {
        fixture.coordinator.history.days.add(PastDay.newBuilder()
                .setDay(20_000)
                .setPasses(10)
                .setReds(1)
                .setOthers(9)
                .setMeanUs(18_000)
                .setMedianUs(10_500)
                .setP95Us(95_000)
                .build());
        fixture.coordinator.history.days.add(
                PastDay.newBuilder().setDay(19_999).setReds(2).build());

        fixture.run("tests", "--history", "CheckoutTest#pays", "--by-day");
        assertThat(fixture.console.out()).endsWith("""
            DAY (UTC)   PASSED  RED  OTHER   MEAN  MEDIAN    P95
            2024-10-04      10    1      9  18 ms   11 ms  95 ms
            2024-10-03       0    2      0      -       -      -
            """);

        fixture.run("tests", "--history", "CheckoutTest#pays", "--by-day", "--json");
        assertThat(fixture.console.out()).contains("\"day\": \"2024-10-04\"").contains("\"p95Us\": 95000");
    }

    @Test
    void daysAreOfOneTest() {
        assertThat(fixture.run("tests", "--by-day")).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).contains("--by-day goes with --history TEST");
    }
}
