package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.fakes.Samples;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    @TempDir
    Path folder;

    private CommandFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new CommandFixture(folder);
        fixture.keepData();
        Files.writeString(folder.resolve("d.csv"), """
                class,test,milliseconds,fixture
                a.A,x,400,100
                a.B,y#0,300,0
                a.B,y#1,200,0
                """);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void printsBoundAndATableOverPolicies() {
        assertThat(fixture.run("simulate", "--durations", "d.csv", "--slots", "2", "--dispatch-latency", "0s"))
                .isEqualTo(Exit.OK);
        assertThat(fixture.console.out())
                .startsWith(
                        "3 tests in 2 classes, 1.00 s in all; 2 slots on 2 workers; no schedule is shorter than 500 ms\n")
                .containsPattern("POLICY +MAKESPAN +EFFICIENCY +LEASES")
                .containsPattern("verdigrid +500 ms +100.0 % +2 ")
                .containsPattern("static-round-robin +500 ms +100.0 % ");
        assertThat(fixture.console.out().lines()).hasSize(7);
        assertThat(fixture.embedded).isEmpty();
    }

    @Test
    void printsJsonOfThePoliciesAskedFor() {
        fixture.run("simulate", "--synthetic", "--tests", "50", "--total", "10s", "--policy", "verdigrid", "--json");
        assertThat(fixture.console.out())
                .startsWith("{\n  \"tests\": 50,\n  \"classes\": 50,\n  \"totalMs\": 10000,")
                .contains("\"policy\": \"verdigrid\"")
                .doesNotContain("static-round-robin");
    }

    @Test
    void takesTheTestsOfABuild() {
        fixture.coordinator.builds.builds.add(
                Samples.build(BuildStatus.BUILD_STATUS_GREEN, Counts.getDefaultInstance()));
        fixture.coordinator.builds.verdicts.add(
                Samples.verdict("a.A", "b()", Verdict.VERDICT_FAILED, Samples.failed(1)));
        assertThat(fixture.run("simulate", "--build", "b1", "--slots", "1")).isEqualTo(Exit.OK);
        assertThat(fixture.console.out()).startsWith("1 test in 1 class, 1.50 s in all; 1 slot on 1 worker;");
    }

    @Test
    void badInputIsOneClearLine() throws IOException {
        refused("there is no suite to simulate: give --durations FILE.csv, --build ID or --synthetic");
        refused(
                "more than one suite: give one of --durations FILE.csv, --build ID or --synthetic",
                "--synthetic",
                "--build",
                "b");
        refused("--durations: " + folder.resolve("no.csv") + ": no such file", "--durations", "no.csv");
        Files.writeString(folder.resolve("bad.csv"), "class,test,milliseconds,fixture\na,b,fast,0\n");
        refused(
                "--durations: " + folder.resolve("bad.csv")
                        + ": line 2 milliseconds is 'fast': wanted a number from 0 to 604800000",
                "--durations",
                "bad.csv");
        refused("--slots: 0 is out of range: wanted 1 to 100000", "--synthetic", "--slots", "0");
        refused("--workers: 65 is out of range: wanted 1 to 64", "--synthetic", "--workers", "65");
        refused(
                "--slow: '2:3' is not K=FACTOR: wanted a number of workers and how many times slower, such as 2=3",
                "--synthetic",
                "--slow",
                "2:3");
        refused("--slow: 65 workers are to be slow, but there are 64", "--synthetic", "--slow", "65=2");
        refused("--noise: 3.0 is out of range: wanted 0.0 to 2.0", "--synthetic", "--noise", "3");
        refused(
                "--classes: 50 is out of range: wanted 1 to 40, the number of tests",
                "--synthetic",
                "--classes",
                "50",
                "--tests",
                "40");
        refused("--fixtures goes with --synthetic only", "--durations", "d.csv", "--fixtures");
    }

    private void refused(String why, String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "simulate";
        System.arraycopy(options, 0, args, 1, options.length);
        CommandFixture own = fixture;
        int before = own.console.err().length();
        assertThat(own.run(args)).isEqualTo(Exit.USAGE);
        assertThat(own.console.err().substring(before)).isEqualTo("verdigrid: " + why + "\n");
    }
}
