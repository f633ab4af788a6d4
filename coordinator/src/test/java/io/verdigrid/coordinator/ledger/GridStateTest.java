package io.verdigrid.coordinator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.model.VerdictCounts;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.store.MemoryRows;
import io.verdigrid.coordinator.store.Sample;
import io.verdigrid.coordinator.store.view.BuildView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state machine is deterministic, survives being loaded again at any place, and takes each fact once. */
final class GridStateTest {
    /** Rows and the state over them. */
    private static final class Machine {
        private final MemoryRows rows = new MemoryRows();
        private GridState state = GridState.load(rows);

        Applied apply(Command command) {
            return applyAll(List.of(command)).get(0);
        }

        List<Applied> applyAll(List<Command> commands) {
            StateBatch batch = new StateBatch(rows);
            List<Applied> applied = new ArrayList<>();
            commands.forEach(command -> applied.add(state.apply(state.index() + 1, command, batch)));
            rows.write(batch);
            return applied;
        }

        void reload() {
            state = GridState.load(rows);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theSameCommandsMakeTheSameRowsByteForByteHoweverTheyAreBatchedAndWhereverItIsReloaded(long seed) {
        List<Command> commands = new RandomCommands(seed).list(400);
        Machine straight = new Machine();
        Machine batched = new Machine();
        Machine reloaded = new Machine();
        Random random = new Random(seed);

        List<Applied> answers = new ArrayList<>();
        commands.forEach(command -> answers.add(straight.apply(command)));
        List<Applied> batchedAnswers = new ArrayList<>();
        for (int at = 0; at < commands.size(); ) {
            int to = Math.min(commands.size(), at + 1 + random.nextInt(30));
            batchedAnswers.addAll(batched.applyAll(commands.subList(at, to)));
            at = to;
        }
        List<Applied> reloadedAnswers = new ArrayList<>();
        for (Command command : commands) {
            reloaded.reload();
            reloadedAnswers.add(reloaded.apply(command));
        }

        assertThat(batchedAnswers).isEqualTo(answers);
        assertThat(reloadedAnswers).isEqualTo(answers);
        assertThat(batched.rows.dump()).isEqualTo(straight.rows.dump());
        assertThat(reloaded.rows.dump()).isEqualTo(straight.rows.dump());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void aSecondApplicationOfAnyCommandChangesNothingButTheIndex(long seed) {
        List<Command> commands = new RandomCommands(seed).list(300);
        Machine once = new Machine();
        Machine twice = new Machine();
        for (Command command : commands) {
            once.apply(command);
            twice.apply(command);
            assertThat(twice.apply(command).answers()).doesNotContain(Applied.Answer.ACCEPTED);
        }

        Map<String, String> expected = once.rows.dump();
        Map<String, String> actual = twice.rows.dump();
        expected.keySet().removeIf(key -> key.startsWith("META"));
        actual.keySet().removeIf(key -> key.startsWith("META"));
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void atEveryStepTheCountsAreThoseOfTheVerdicts(long seed) {
        Machine machine = new Machine();
        for (Command command : new RandomCommands(seed).list(250)) {
            machine.apply(command);
            new BuildView(machine.rows)
                    .build(command.buildId())
                    .ifPresent(build ->
                            assertThat(withNotRun(build.counts())).isEqualTo(counted(machine.rows, build.buildId())));
        }
    }

    private static VerdictCounts withNotRun(VerdictCounts counts) {
        Map<Verdict, Integer> all = new EnumMap<>(Verdict.class);
        all.putAll(counts.byVerdict());
        int sum = all.values().stream().mapToInt(Integer::intValue).sum();
        if (sum < counts.planned()) {
            all.merge(Verdict.NOT_RUN, counts.planned() - sum, Integer::sum);
        }
        return new VerdictCounts(counts.planned(), all);
    }

    private static VerdictCounts counted(MemoryRows rows, String buildId) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        new BuildView(rows).verdicts(buildId, verdict -> counts.merge(verdict.verdict(), 1, Integer::sum));
        return new VerdictCounts(
                counts.values().stream().mapToInt(Integer::intValue).sum(), counts);
    }

    @Test
    void aCommandHasTheNextIndex() {
        Machine machine = new Machine();
        machine.apply(Sample.submit("b1", "s"));

        assertThatThrownBy(() -> machine.state.apply(5, Sample.end("b1"), new StateBatch(machine.rows)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("index 5 after 1");
    }
}
