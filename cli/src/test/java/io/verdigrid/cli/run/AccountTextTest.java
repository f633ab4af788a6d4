package io.verdigrid.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.protocol.build.v1.Account;
import io.verdigrid.protocol.build.v1.AccountPart;
import io.verdigrid.protocol.build.v1.CostlyClass;
import io.verdigrid.protocol.build.v1.UnitTime;
import org.junit.jupiter.api.Test;

class AccountTextTest {
    private final Account account = Account.newBuilder()
            .setMakespanMs(14_000)
            .setLowerBoundMs(12_000)
            .setSlotTimeMs(24_900)
            .setUsefulMs(24_000)
            .setSlots(2)
            .setUnits(38)
            .setRunnersStarted(2)
            .setLongest(UnitTime.newBuilder().setClassName("a.LongTest").setSlotTimeMs(4_000))
            .addParts(part(AccountPart.Kind.KIND_START_UP, 1_600))
            .addParts(part(AccountPart.Kind.KIND_DISCOVERY, 2_380))
            .addParts(part(AccountPart.Kind.KIND_WAITING, 20))
            .addCostliest(CostlyClass.newBuilder()
                    .setClassName("a.LongTest")
                    .setTests(12)
                    .setWallMs(2_500)
                    .setCutSavesMs(400)
                    .setFasterSavesMs(1_250))
            .addCostliest(CostlyClass.newBuilder()
                    .setClassName("a.OrderedTest")
                    .setTests(3)
                    .setWallMs(900)
                    .setFasterSavesMs(450)
                    .setWhole("its tests run in their order"))
            .build();

    private static AccountPart part(AccountPart.Kind kind, long ms) {
        return AccountPart.newBuilder().setKind(kind).setSlotTimeMs(ms).build();
    }

    private static String text(Account account) {
        StringBuilder out = new StringBuilder();
        AccountText.append(out, account, 100);
        return out.toString();
    }

    @Test
    void saysHowNearItCameAndWhereTheRestWent() {
        assertThat(text(account)).isEqualToNormalizingNewlines("""

                        Time: 14.0 s from submission to end; no schedule on 2 slots is shorter than 12.0 s: efficiency 85 %
                              24.9 s of slot time, 38 classes, 2 runners started, 0 retests
                              the other 2.00 s, as slot time / slots: discovery 1.19 s, runners' starts 800 ms, others 10 ms

                        Classes that cost most of it (without them; cut over all slots; twice as fast):
                           -2.50 s   -400 ms   -1.25 s  a.LongTest
                           -900 ms     uncut   -450 ms  a.OrderedTest: its tests run in their order
                        """);
    }

    @Test
    void namesTheClassThatIsTheBound() {
        Account longest = account.toBuilder()
                .setLongest(UnitTime.newBuilder().setClassName("a.LongTest").setSlotTimeMs(12_000))
                .build();
        assertThat(text(longest)).contains("is shorter than 12.0 s (a.LongTest): efficiency 85 %");
    }

    @Test
    void hasAFieldForEachPart() {
        StringBuilder out = new StringBuilder();
        JsonWriter json = JsonWriter.oneLine(out);
        json.object();
        AccountJson.fields(json, account);
        json.end();
        assertThat(out.toString())
                .contains("\"parts\":{\"startUpMs\":1600,\"discoveryMs\":2380,\"waitingMs\":20}")
                .contains("\"usefulMs\":24000", "\"longest\":{\"module\":\"\",\"class\":\"a.LongTest\"")
                .contains("\"wallMs\":2500,\"cutSavesMs\":400,\"fasterSavesMs\":1250,\"whole\":\"\"");
    }
}
