package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.judging.Standing;
import io.verdigrid.coordinator.judging.StateMachine;
import io.verdigrid.coordinator.judging.TestState;
import io.verdigrid.coordinator.judging.Transition;
import io.verdigrid.coordinator.model.CodeKey;
import io.verdigrid.coordinator.model.JudgingPolicy;
import io.verdigrid.coordinator.model.TestPast;
import io.verdigrid.coordinator.rows.CodeKeyRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.StandingRow;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.rows.TransitionRow;
import io.verdigrid.coordinator.store.HistoryStore.Judged;
import io.verdigrid.coordinator.store.HistoryStore.StateChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is thought of the tests of one module of a suite that were red at some time: few. For one thread. */
final class StandingList {
    private static final StateMachine MACHINE = new StateMachine(JudgingPolicy.DEFAULT);

    /** Fewer clean runs are not worth to be remembered for each test of a build. */
    private static final int ENOUGH = 20;

    private final Rows rows;
    private final int scope;
    private @Nullable Map<String, StandingRow> all;

    StandingList(Rows rows, int scope) {
        this.rows = rows;
        this.scope = scope;
    }

    StandingList(Rows rows, String suite, String module) {
        this(rows, scope(rows, suite, module));
    }

    private static int scope(Rows rows, String suite, String module) {
        byte[] known = rows.get(Table.HISTORY_SCOPE, Keys.texts(suite, module));
        return known == null ? 0 : (int) TextRow.number(Table.HISTORY_SCOPE, known);
    }

    /** By unique id. */
    Map<String, StandingRow> all() {
        Map<String, StandingRow> read = all;
        if (read == null) {
            Map<String, StandingRow> found = new HashMap<>();
            rows.scan(Table.STANDING, Keys.number(scope), (key, value) -> {
                found.put(Keys.textAfterNumber(key), StandingRow.decode(value));
                return true;
            });
            read = found;
            all = read;
        }
        return read;
    }

    /** What is thought of a test that passed so often; reads no other's row. */
    Judged judged(String uniqueId, int passes) {
        byte[] row = rows.get(Table.STANDING, Keys.numberAndText(scope, uniqueId));
        if (row == null) {
            return Judged.healthy(passes);
        }
        Standing standing = StandingRow.decode(row).standing();
        TestState state = standing.now();
        return new Judged(
                state,
                standing.state().sinceMs(),
                standing.rate().mean(),
                standing.clean().runs(),
                state == TestState.SUSPECT || state == TestState.INTERMITTENT ? MACHINE.runsNeeded(standing) : 0);
    }

    /** What a build needs to know of a test that passed so often; few passes say nothing. */
    TestPast past(String uniqueId, int passes) {
        StandingRow row = all().get(uniqueId);
        if (row == null) {
            return passes < ENOUGH ? TestPast.NONE : TestPast.clean(passes);
        }
        boolean quarantined = rows.get(Table.QUARANTINE, Keys.numberAndText(scope, uniqueId)) != null;
        Standing standing = row.standing();
        int clean = standing.clean().runs();
        return standing.now().isKnownToFail()
                ? new TestPast(true, standing.rate().high(), clean, quarantined)
                : new TestPast(false, 0, clean < ENOUGH ? 0 : clean, quarantined);
    }

    List<StateChange> changes(String uniqueId) {
        byte[] known = rows.get(Table.STANDING, Keys.numberAndText(scope, uniqueId));
        List<StateChange> changes = new ArrayList<>();
        if (known != null) {
            rows.scan(Table.TRANSITION, Keys.number(StandingRow.decode(known).number()), (key, value) -> {
                Transition transition = TransitionRow.decode(value).transition();
                return changes.add(new StateChange(
                        transition,
                        transition.evidence().codeKeys().stream()
                                .map(this::codeKey)
                                .toList()));
            });
        }
        return changes;
    }

    private CodeKey codeKey(int number) {
        byte[] row = rows.get(Table.CODE_KEY, Keys.number(number));
        if (row == null) {
            throw new IllegalStateException("no code key " + number);
        }
        return CodeKeyRow.decode(row).key();
    }
}
