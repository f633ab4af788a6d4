package io.verdigrid.coordinator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.OutboxCommand;
import io.verdigrid.coordinator.model.Announcement;
import io.verdigrid.protocol.announcement.v1.AnnounceRequest;
import io.verdigrid.protocol.announcement.v1.AnnouncementKind;
import io.verdigrid.protocol.announcement.v1.AnnouncementServiceGrpc;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
    private GridUnderTest grid;

    @BeforeEach
    void start() throws Exception {
        grid = new GridUnderTest();
        grid.store()
                .ledger()
                .commit(new Command.OfOutbox(new OutboxCommand.Wanted(true)))
                .toCompletableFuture()
                .get();
    }

    @AfterEach
    void stop() {
        grid.close();
    }

    private void announce(String sender, long number, String title) {
        AnnouncementServiceGrpc.newBlockingStub(grid.channel)
                .announce(AnnounceRequest.newBuilder()
                        .setSender(sender)
                        .setNumber(number)
                        .setKind(AnnouncementKind.ANNOUNCEMENT_KIND_ROLLED_BACK)
                        .setBranch("main")
                        .setTitle(title)
                        .setText("Changes\n")
                        .setBy("deployer of shop")
                        .addAuthors("ada@example.com")
                        .build());
    }

    private List<String> waiting() {
        return grid.store().outbox().waiting().stream()
                .map(Announcement::reason)
                .toList();
    }

    @Test
    void announcementWaitsInTheOutboxAndARepetitionDoesNot() {
        announce("shop/1", 1, "one");
        announce("shop/1", 1, "one again");
        announce("shop/1", 3, "three");
        announce("shop/1", 2, "two, late");
        announce("shop/2", 1, "another's one");
        assertThat(waiting()).containsExactly("one\n\nChanges", "three\n\nChanges", "another's one\n\nChanges");
        Announcement first = grid.store().outbox().waiting().get(0);
        assertThat(first.kind()).isEqualTo(Announcement.Kind.ROLLED_BACK);
        assertThat(first.place().branch()).isEqualTo("main");
        assertThat(first.by()).isEqualTo("deployer of shop");
        assertThat(first.told().authors()).containsExactly("ada@example.com");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> AnnouncementServiceGrpc.newBlockingStub(grid.channel)
                        .announce(AnnounceRequest.newBuilder()
                                .setTitle("two\nlines")
                                .build()))
                .hasMessageContaining("INVALID_ARGUMENT")
                .hasMessageContaining("sender: empty")
                .hasMessageContaining("number: 0, allowed are 1 and more")
                .hasMessageContaining("title: wanted one line")
                .hasMessageContaining("kind: 0, allowed are RELEASED and ROLLED_BACK");
        assertThat(waiting()).isEmpty();
    }
}
