package io.verdigrid.coordinator.telling;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.engine.ManualTime;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.TrunkCommand;
import io.verdigrid.coordinator.model.BlockCause;
import io.verdigrid.coordinator.model.TrunkBlock;
import io.verdigrid.coordinator.store.MemoryStore;
import io.verdigrid.coordinator.store.Sample;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TellerTest {
    private final ManualTime time = new ManualTime();
    private final long nowMs = time.epochMillis();
    private final MemoryStore store = new MemoryStore();
    private int loops;
    private @Nullable Teller teller;

    @AfterEach
    void stop() {
        if (teller != null) {
            teller.close();
        }
    }

    private void start(MemoryStore from, Sink... sinks) {
        loops = sinks.length;
        Messages messages = new Messages(from, new OneBlob(RedBuild.OUTPUT), "https://grid/builds/");
        teller = Teller.start(List.of(sinks), messages, from, time);
    }

    @Test
    void tellsOfARedBuildAndOfItsTrunkOnce() throws Exception {
        Letters letters = new Letters("a");
        start(store, letters);
        RedBuild.red(store, "b1", nowMs, "ada@example.com");
        pass(letters, 2);
        RedBuild.red(store, "b2", nowMs);
        pass(letters, 3);
        RedBuild.green(store, "b3", nowMs);
        pass(letters, 4);

        assertThat(letters.titles())
                .containsExactly(
                        "shop on main is RED: 1 test failed (build b1)",
                        "main (shop) is BLOCKED: build b1 is red: 1 of 3 tests",
                        "shop on main is RED: 1 test failed (build b2)",
                        "main (shop) is OPEN: build b3 is green");
        Message red = letters.taken().get(0);
        assertThat(red.about().told().authors()).containsExactly("ada@example.com");
        assertThat(red.link()).isEqualTo("https://grid/builds/b1");
        assertThat(red.text())
                .contains(
                        "p.First#bad\n    java.net.ConnectException: refused by 10.0.0.7\n",
                        "10.0.0.7\n    | connecting\n    | refused <&>\n",
                        "Revision r1\n",
                        "verdigrid build b1\nhttps://grid/builds/b1\n")
                .doesNotContain("flaky", "good", "first line", "and more");
        assertThat(letters.taken().get(1).about().by()).isEqualTo("ada@example.com");
        assertThat(store.outbox().waiting()).isEmpty();
    }

    @Test
    void nothingGoesIntoTheOutboxWhereNobodyWantsToHear() {
        start(store);
        RedBuild.red(store, "b1", nowMs);
        assertThat(store.outbox().waiting()).isEmpty();
    }

    @Test
    void triesAgainLaterAndLaterAndKeepsNobodyElseWaiting() throws Exception {
        Letters broken = new Letters("broken").failing(3, false);
        Letters fine = new Letters("fine");
        RedBuild.wanted(store);
        RedBuild.red(store, "b1", nowMs);
        start(store, broken, fine);
        fine.awaitTries(2);
        broken.awaitTries(1);
        awaitSleepers();
        time.advance(Duration.ofMillis(4_999));
        awaitSleepers();
        assertThat(broken.taken()).isEmpty();
        time.advance(Duration.ofMillis(1));
        broken.awaitTries(2);
        awaitSleepers();
        time.advance(Duration.ofSeconds(10));
        broken.awaitTries(3);
        awaitSleepers();
        time.advance(Duration.ofSeconds(20));
        broken.awaitTries(5);
        assertThat(broken.taken()).extracting(Message::event).containsExactlyInAnyOrder("red", "blocked");
        assertThat(fine.taken()).hasSize(2);
    }

    @Test
    void givesUpWhatIsRefusedForGoodAndWhatIsADayOld() throws Exception {
        RedBuild.wanted(store);
        RedBuild.red(store, "b1", nowMs - Duration.ofHours(25).toMillis());
        Letters letters = new Letters("a").failing(2, false);
        start(store, letters);
        letters.awaitTries(2);
        awaitSleepers();
        RedBuild.red(store, "b2", nowMs);
        letters.failing(1, true);
        pass(letters, 3);
        awaitSleepers();
        assertThat(letters.taken()).isEmpty();
        assertThat(store.outbox().waiting()).isEmpty();
    }

    @Test
    void aKillInTheMiddleForgetsNothingAndTellsUnderTheSameKeyWhatItMayHaveTold() throws Exception {
        Letters first = new Letters("a");
        Letters slow = new Letters("b").failing(1, false);
        RedBuild.wanted(store);
        RedBuild.red(store, "b1", nowMs);
        start(store, first, slow);
        first.awaitTries(2);
        slow.awaitTries(1);
        awaitSleepers();
        MemoryStore after = store.restarted();
        stop();

        Letters again = new Letters("a");
        Letters late = new Letters("b");
        start(after, again, late);
        late.awaitTries(2);
        assertThat(late.taken()).extracting(Message::key).isEqualTo(keys(first));
        awaitSleepers();
        assertThat(again.taken()).as("its notes were durable").isEmpty();
        assertThat(after.outbox().waiting()).isEmpty();
    }

    @Test
    void aKillBeforeTheNoteTellsAgainUnderTheSameKey() throws Exception {
        RedBuild.wanted(store);
        RedBuild.red(store, "b1", nowMs);
        store.hold();
        Letters letters = new Letters("a");
        start(store, letters);
        letters.awaitTries(1);
        MemoryStore after = store.restarted();
        stop();

        Letters again = new Letters("a");
        start(after, again);
        again.awaitTries(2);
        assertThat(keys(again)).startsWith(keys(letters).get(0)).doesNotHaveDuplicates();
    }

    @Test
    void tellsOfABlockThatEndsByItself() throws Exception {
        Letters letters = new Letters("a");
        start(store, letters);
        TrunkBlock block = new TrunkBlock(
                "k", BlockCause.PERSON, "demo", "ada", nowMs, nowMs + 60_000, TrunkBlock.RedBuild.none(""));
        Sample.commit(store.ledger(), new Command.OfTrunk(new TrunkCommand.Block("main", "", block)));
        pass(letters, 1);
        awaitSleepers();
        time.advance(Duration.ofMinutes(1));
        pass(letters, 2);
        assertThat(letters.titles())
                .containsExactly("main is BLOCKED: demo", "main is OPEN: the time of its block is over");
    }

    @Test
    void keepsNoMoreThanAThousand() {
        RedBuild.wanted(store);
        for (int i = 0; i < 1_100; i++) {
            TrunkBlock block =
                    new TrunkBlock("k" + i, BlockCause.PERSON, "demo", "ada", nowMs, 0, TrunkBlock.RedBuild.none(""));
            Sample.commit(store.ledger(), new Command.OfTrunk(new TrunkCommand.Block("main", "s" + i, block)));
        }
        assertThat(store.outbox().waiting()).hasSize(1_000);
        assertThat(store.outbox().waiting().get(0).place().suite()).isEqualTo("s100");
    }

    private static List<String> keys(Letters letters) {
        return letters.taken().stream().map(Message::key).toList();
    }

    /** Time goes on until so many have been tried. */
    private void pass(Letters letters, int tries) throws InterruptedException {
        awaitSleepers();
        time.advance(SinkLoop.POLL);
        letters.awaitTries(tries);
        awaitSleepers();
    }

    private void awaitSleepers() throws InterruptedException {
        time.awaitSleepers(loops);
    }
}
