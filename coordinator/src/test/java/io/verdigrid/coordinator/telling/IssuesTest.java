package io.verdigrid.coordinator.telling;

import static io.verdigrid.coordinator.store.Sample.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.coordinator.engine.ManualTime;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.IssueCommand;
import io.verdigrid.coordinator.ledger.IssueCommand.Cluster;
import io.verdigrid.coordinator.model.Announcement;
import io.verdigrid.coordinator.model.Issue;
import io.verdigrid.coordinator.store.IssueStore.OfSuite;
import io.verdigrid.coordinator.store.MemoryStore;
import io.verdigrid.coordinator.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IssuesTest {
    private final MemoryStore store = new MemoryStore();

    /** A tracker in memory that can be away. */
    private static final class Board implements Tracker {
        private final Map<String, Ticket> tickets = new LinkedHashMap<>();
        private boolean away;

        @Override
        public Optional<String> find(Ticket ticket) throws SinkFailure {
            check();
            return tickets.entrySet().stream()
                    .filter(entry -> entry.getValue().text().contains(ticket.mark()))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        @Override
        public String create(Ticket ticket) throws SinkFailure {
            check();
            tickets.put("#" + (tickets.size() + 1), ticket);
            return "#" + tickets.size();
        }

        @Override
        public void update(String reference, Ticket ticket) throws SinkFailure {
            check();
            assertThat(tickets).containsKey(reference);
            tickets.put(reference, ticket);
        }

        private void check() throws SinkFailure {
            if (away) {
                throw new SinkFailure("away", false, null);
            }
        }

        private Ticket ticket(String reference) {
            return Objects.requireNonNull(tickets.get(reference));
        }

        private Ticket only() {
            assertThat(tickets).hasSize(1);
            return tickets.values().iterator().next();
        }
    }

    @Test
    void signaturesMaskWhatVaries() {
        assertThat(Signature.masked("cannot open /tmp/junit123/a-b.txt: 13 of 0x7ffe12 at Foo@1a2b3c4d"))
                .isEqualTo("cannot open <path>: <n> of <hex> at Foo<hex>");
        assertThat(Signature.masked("id 123e4567-e89b-12d3-a456-426614174000 took 1.5 s on port 40123"))
                .isEqualTo("id <hex> took <n> s on port <n>");
        assertThat(Signature.masked("deadbeef01 in C:\\work\\x.log")).isEqualTo("<hex> in <path>");
        assertThat(Signature.masked("expected: <true> but was: <false>"))
                .isEqualTo("expected: <true> but was: <false>");
    }

    @Test
    void aClusterIsFiledOnceUpdatedClosedByEvidenceAndReopened() throws Exception {
        Board board = new Board();
        RedBuild.wanted(store);
        RedBuild.red(store, "b1", 1_000);
        look(store, board);
        look(store, board);
        assertThat(failing().tests()).containsExactly("p.First#bad");
        assertThat(failing().title()).isEqualTo("java.net.ConnectException: refused by <n>");
        assertThat(board.tickets).hasSize(2);
        Ticket filed = board.ticket(failing().past().tracking().reference());
        assertThat(filed.title()).isEqualTo("[shop] java.net.ConnectException: refused by <n>");
        assertThat(filed.text()).contains("- p.First#bad", "First seen in build b1", filed.mark());

        RedBuild.red(store, "b2", 2_000);
        look(store, board);
        assertThat(board.tickets).hasSize(2);
        assertThat(board.ticket("#1").text() + board.ticket("#2").text()).contains("in 2 builds");

        commit(store.ledger(), new Command.OfIssues(seen("b3", true)));
        look(store, board);
        assertThat(store.issues().issues("shop", false, 9))
                .extracting(OfSuite::issue)
                .extracting(Issue::kind)
                .containsExactly(Issue.Kind.INTERMITTENT);
        assertThat(board.tickets.values().stream().filter(ticket -> !ticket.open()))
                .singleElement()
                .satisfies(ticket -> assertThat(ticket.text()).contains("Closed by evidence: 1 later build"));

        RedBuild.red(store, "b4", 4_000);
        look(store, board);
        assertThat(failing().open()).isTrue();
        assertThat(failing().past().reopened()).isEqualTo(1);
        assertThat(board.tickets)
                .hasSize(2)
                .allSatisfy((name, ticket) -> assertThat(ticket.open()).isTrue());
    }

    @Test
    void aKillBetweenFilingAndTheNoteOfItFilesNothingTwice() throws Exception {
        Board board = new Board();
        commit(store.ledger(), new Command.OfIssues(seen("b1", false, cluster("s1"))));
        store.failWrites();
        assertThatThrownBy(() -> look(store, board)).isInstanceOf(SinkFailure.class);
        assertThat(board.tickets).hasSize(1);

        MemoryStore after = store.restarted();
        look(after, board);
        assertThat(board.tickets).hasSize(1);
        assertThat(after.issues().untracked()).isEmpty();
        assertThat(after.issues()
                        .issues("", true, 9)
                        .get(0)
                        .issue()
                        .past()
                        .tracking()
                        .reference())
                .isEqualTo("#1");
    }

    @Test
    void aTrackerThatIsAwayGetsAllOfItLater() throws Exception {
        Board board = new Board();
        board.away = true;
        commit(store.ledger(), new Command.OfIssues(seen("b1", false, cluster("s1"), cluster("s2"))));
        assertThatThrownBy(() -> look(store, board)).isInstanceOf(SinkFailure.class);
        board.away = false;
        look(store, board);
        assertThat(board.tickets).hasSize(2);
    }

    @Test
    void whatCameAndWentBeforeTheTrackerWasToldIsNotFiled() throws Exception {
        Board board = new Board();
        commit(store.ledger(), new Command.OfIssues(seen("b1", false, cluster("s1"))));
        commit(store.ledger(), new Command.OfIssues(seen("b2", true)));
        look(store, board);
        assertThat(board.tickets).isEmpty();
        assertThat(store.issues().untracked()).isEmpty();
        commit(store.ledger(), new Command.OfIssues(seen("b3", false, cluster("s1"))));
        look(store, board);
        assertThat(board.only().open()).isTrue();
    }

    @Test
    void aBuildOpensFiveIssuesAtMostAndCountsOnce() {
        List<Cluster> many = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            many.add(cluster("s" + i));
        }
        IssueCommand.Seen seen = seen("b1", false, many.toArray(Cluster[]::new));
        commit(store.ledger(), new Command.OfIssues(seen));
        commit(store.ledger(), new Command.OfIssues(seen));
        assertThat(store.issues().issues("shop", false, 99))
                .hasSize(5)
                .allSatisfy(issue -> assertThat(issue.issue().past().builds()).isEqualTo(1));
        commit(store.ledger(), new Command.OfIssues(seen("b2", false, many.toArray(Cluster[]::new))));
        assertThat(store.issues().issues("shop", false, 99)).hasSize(8);
    }

    @Test
    void buildsOfOtherTestsShowNothing() {
        commit(store.ledger(), new Command.OfIssues(seen("b1", false, cluster("s1"))));
        commit(store.ledger(), new Command.OfIssues(new IssueCommand.Seen("shop", "b2", "others", true, 2, List.of())));
        assertThat(store.issues().issues("shop", false, 9)).hasSize(1);
        for (int i = 3; i < 6; i++) {
            assertThat(store.issues().issues("shop", false, 9))
                    .as("before b" + i)
                    .hasSize(1);
            commit(store.ledger(), new Command.OfIssues(seen("b" + i, false)));
        }
        assertThat(store.issues().issues("shop", false, 9)).isEmpty();
        assertThat(store.issues().issues("shop", true, 9)).hasSize(1);
    }

    private static IssueCommand.Seen seen(String buildId, boolean green, Cluster... clusters) {
        String sameTests =
                io.verdigrid.coordinator.ledger.SameTests.of(io.verdigrid.coordinator.store.Sample.spec("shop", ""));
        return new IssueCommand.Seen("shop", buildId, sameTests, green, 5, List.of(clusters));
    }

    private static Cluster cluster(String signature) {
        return new Cluster(signature, Issue.Kind.FAILING, "title of " + signature, List.of("a.B#c"));
    }

    private Issue failing() {
        return store.issues().issues("shop", true, 9).stream()
                .map(OfSuite::issue)
                .filter(issue -> issue.kind() == Issue.Kind.FAILING)
                .findFirst()
                .orElseThrow();
    }

    /** The sink is told of all builds that have ended, again and again. */
    private static void look(Store from, Board board) throws Exception {
        IssuesSink sink = new IssuesSink(from, Optional.of(board), "");
        Messages messages = new Messages(from, new OneBlob(RedBuild.OUTPUT), "");
        List<Announcement> ended =
                from.outbox().waiting().stream().filter(sink::wants).toList();
        for (Announcement announcement : ended) {
            sink.tell(messages.of(announcement));
        }
        if (ended.isEmpty()) {
            sink.tell(messages.of(new Announcement(
                    1,
                    Announcement.Kind.BUILD_ENDED,
                    new ManualTime().epochMillis(),
                    new Announcement.Place("shop", "main", "none"),
                    "",
                    "",
                    new Announcement.Told(List.of(), List.of()))));
        }
    }
}
