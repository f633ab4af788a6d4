package io.verdigrid.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.fakes.FakeConsole;
import io.verdigrid.cli.fakes.Samples;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Verdict;
import org.junit.jupiter.api.Test;

class JsonEventsTest {
    private final FakeConsole console = FakeConsole.plain();
    private final JsonEvents events = new JsonEvents(console.console().out());

    @Test
    void writesOneObjectALine() {
        events.submitted(Samples.build(BuildStatus.BUILD_STATUS_DISCOVERING, Counts.getDefaultInstance()));
        events.result(Samples.result("A", "a()", Verdict.VERDICT_FAILED, Samples.failed(1, "x.Y", "a\nb", "")));
        events.notice("a worker was lost");
        events.back();

        assertThat(console.out()).isEqualTo("""
                {"event":"submitted","build":"b1","suite":"app","revision":"abc","branch":"main"}
                {"event":"result","module":"","class":"A","name":"a()","displayName":"a()",\
                "uniqueId":"[engine:junit-jupiter]/[class:A]/[method:a()]","verdict":"FAILED","attempt":1,"outcome":"FAILED",\
                "startedAtMs":1767225600000,"durationUs":1500000,"worker":"w1","slot":0,"failureType":"x.Y",\
                "failureMessage":"a\\nb"}
                {"event":"notice","text":"a worker was lost"}
                {"event":"connectionBack"}
                """);
    }

    @Test
    void endsWithTheBuildAndTheExitStatus() {
        events.finish(
                Samples.build(
                                BuildStatus.BUILD_STATUS_RED,
                                Counts.newBuilder().setPlanned(2).setFailed(1).build())
                        .toBuilder()
                        .setAccount(Samples.account())
                        .build(),
                1,
                "/r");

        assertThat(console.out())
                .startsWith("{\"event\":\"ended\",\"build\":\"b1\"")
                .contains("\"status\":\"RED\"", "\"planned\":2", "\"efficiency\":0.9", "\"slowest\":[{")
                .endsWith("\"exitCode\":1,\"reports\":\"/r\"}\n");
    }
}
