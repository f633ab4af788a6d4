package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.ledger.Applied.Answer;
import io.verdigrid.coordinator.rows.BuildRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.rows.UnitFigures;
import java.util.List;
import java.util.Set;

/** What retention changes: whole ranges of rows go, so that it costs the same however large a build was. */
final class Forgetting {
    private static final List<Table> OF_A_BUILD = List.of(
            Table.PLAN_CLOSED,
            Table.BUILD_QUARANTINE,
            Table.UNIT,
            Table.UNIT_STATE,
            Table.TEST,
            Table.WORKER,
            Table.ATTEMPT);

    private final StateBatch batch;

    Forgetting(StateBatch batch) {
        this.batch = batch;
    }

    /**
     * Applies one of its commands.
     *
     * @param open the builds that have not ended
     */
    Answer apply(Command command, Set<String> open) {
        if (command instanceof Command.ForgetBuild forget) {
            return open.contains(forget.buildId()) ? Answer.TOO_LATE : build(forget);
        }
        if (command instanceof Command.ForgetPast forget) {
            boolean any = false;
            for (Command.ForgetPast.OldUnit unit : forget.units()) {
                any |= past(unit, forget.beforeDay());
            }
            return any ? Answer.ACCEPTED : Answer.DUPLICATE;
        }
        throw new IllegalArgumentException("unknown command " + command);
    }

    private Answer build(Command.ForgetBuild forget) {
        byte[] id = Keys.text(forget.buildId());
        byte[] known = batch.get(Table.BUILD, id);
        if (known == null) {
            return Answer.DUPLICATE;
        }
        BuildRow row = BuildRow.decode(known);
        batch.delete(Table.BUILD, id);
        batch.delete(Table.BUILD_STATE, Keys.number(row.number()));
        batch.delete(Table.SUITE_BUILD, Keys.texts(row.spec().suite(), forget.buildId()));
        for (String requestId : forget.requestIds()) {
            byte[] key = Keys.text(requestId);
            byte[] named = batch.get(Table.REQUEST, key);
            if (named != null && TextRow.text(Table.REQUEST, named).equals(forget.buildId())) {
                batch.delete(Table.REQUEST, key);
            }
        }
        OF_A_BUILD.forEach(table -> batch.deleteAll(table, row.number()));
        return Answer.ACCEPTED;
    }

    private boolean past(Command.ForgetPast.OldUnit unit, int beforeDay) {
        byte[] key = Keys.numberAndText(unit.scope(), unit.unitId());
        byte[] known = batch.get(Table.HISTORY_UNIT, key);
        if (known == null) {
            return false;
        }
        UnitFigures figures = UnitFigures.decode(known);
        if (unit.runs() < 0) {
            for (int block : figures.blocks()) {
                batch.deleteRange(
                        Table.HISTORY_DAY,
                        Keys.numbers(figures.number(), block, 0),
                        Keys.numbers(figures.number(), block, beforeDay));
            }
            // Whether there were any is not worth a read.
            return false;
        }
        // It may have run since somebody looked.
        if (figures.runs() != unit.runs()) {
            return false;
        }
        batch.delete(Table.HISTORY_UNIT, key);
        batch.delete(Table.HISTORY_CLASS, Keys.classOf(unit.scope(), figures.className()));
        batch.deleteAll(Table.HISTORY_RUN, figures.number());
        batch.deleteAll(Table.HISTORY_DAY, figures.number());
        return true;
    }
}
