package io.verdigrid.coordinator.rpc;

import static io.verdigrid.coordinator.store.Sample.entry;
import static io.verdigrid.coordinator.store.Sample.test;
import static io.verdigrid.coordinator.store.Sample.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.store.MemoryStore;
import io.verdigrid.coordinator.store.Sample;
import io.verdigrid.protocol.history.v1.GetTestHistoryRequest;
import io.verdigrid.protocol.history.v1.GetTestHistoryResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions about single tests, as callers ask them. */
final class PastCallsTest {
    private static final TestInfo A = test("p.First", "a");
    private static final TestInfo B = test("p.First", "b");

    private final MemoryStore store = new MemoryStore();
    private final PastCalls calls = new PastCalls(store.past());

    @BeforeEach
    void runSome() {
        for (int build = 1; build <= 3; build++) {
            Sample.runBuild(
                    store.ledger(),
                    "b" + build,
                    "suite",
                    unit("p.First", A, B),
                    entry(A, 1, Outcome.FAILED, build),
                    entry(A, 2, Outcome.PASSED, build),
                    entry(B, 1, Outcome.PASSED, build));
        }
    }

    private GetTestHistoryResponse ask(String test, int size, String token) {
        return calls.history(GetTestHistoryRequest.newBuilder()
                .setTest(test)
                .setPageSize(size)
                .setPageToken(token)
                .build());
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() {
        List<String> read = new ArrayList<>();
        String token = "";
        do {
            GetTestHistoryResponse page = ask("p.First#a", 4, token);
            assertThat(page.getTest().getName()).isEqualTo("a");
            page.getAttemptsList().forEach(attempt -> read.add(attempt.getBuildId() + "." + attempt.getNumber()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        assertThat(read).containsExactly("b3.2", "b3.1", "b2.2", "b2.1", "b1.2", "b1.1");
    }

    @Test
    void anUnknownTestIsNotFoundAndAnAmbiguousOneSaysWhichThereAre() {
        assertThatThrownBy(() -> ask("p.First#c", 0, ""))
                .satisfies(e -> assertThat(Status.fromThrowable(e).getCode()).isEqualTo(Status.Code.NOT_FOUND))
                .hasMessageContaining("the history has no test 'p.First#c'");
        assertThatThrownBy(() -> ask("p.First", 0, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "test: 'p.First' is the name of several: p.First#a of suite suite, p.First#b of suite suite");
        assertThatThrownBy(() -> ask("", 0, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoPageIsRefused() {
        assertThatThrownBy(() -> ask("p.First#a", 1_001, "")).hasMessageContaining("page_size: 1001");
        assertThatThrownBy(() -> ask("p.First#a", 0, "x")).hasMessage("page_token: 'x' is none that an answer gave");
    }
}
