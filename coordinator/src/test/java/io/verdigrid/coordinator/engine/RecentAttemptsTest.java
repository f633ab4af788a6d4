package io.verdigrid.coordinator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.store.RecordedAttempt;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentAttemptsTest {
    private final RecentAttempts recent = new RecentAttempts();

    @Test
    void givesWhatIsBehindAPosition() {
        recent.add(attempts(5, 9));

        assertThat(positions(6, 10)).containsExactly(7L, 8L, 9L);
        assertThat(positions(4, 2)).containsExactly(5L, 6L);
    }

    @Test
    void knowsThatThereIsNothingNewer() {
        recent.add(attempts(1, 3));

        assertThat(recent.after(3, 10)).contains(List.of());
    }

    @Test
    void leavesToTheStoreWhatCameBeforeItBegan() {
        assertThat(recent.after(0, 10)).isEmpty();

        recent.add(attempts(5, 6));

        assertThat(recent.after(3, 10)).isEmpty();
    }

    @Test
    void leavesToTheStoreWhatIsBeforeAGap() {
        recent.add(attempts(1, 3));
        recent.add(attempts(5, 6));

        assertThat(recent.after(3, 10)).isEmpty();
        assertThat(positions(4, 10)).containsExactly(5L, 6L);
    }

    @Test
    void leavesEverythingToTheStoreOnceItForgot() {
        recent.add(attempts(1, 3));
        recent.forget();

        assertThat(recent.after(3, 10)).isEmpty();
    }

    @Test
    void keepsTheNewestOnly() {
        recent.add(attempts(1, RecentAttempts.KEPT));
        recent.add(attempts(RecentAttempts.KEPT + 1, RecentAttempts.KEPT + 10));

        assertThat(recent.after(9, 1)).isEmpty();
        assertThat(positions(10, 1)).containsExactly(11L);
    }

    private List<Long> positions(long behind, int limit) {
        return recent.after(behind, limit).orElseThrow().stream()
                .map(RecordedAttempt::position)
                .toList();
    }

    private static List<RecordedAttempt> attempts(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(position -> new RecordedAttempt(
                        position,
                        "",
                        new TestInfo("t" + position, "u", "C", "t", "t", true, ""),
                        new Attempt(1, Outcome.PASSED, 1, 1, "w", 0, null, null, null, false),
                        Verdict.PASSED))
                .toList();
    }
}
