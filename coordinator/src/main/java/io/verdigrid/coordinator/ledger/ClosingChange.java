package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.ledger.Applied.Answer;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.UnitStateRow;
import io.verdigrid.protocol.OwnParameters;
import org.jspecify.annotations.Nullable;

/** The ends of units and of a build, at which the history counts their attempts. */
final class ClosingChange {
    private final LiveBuild build;
    private final StateBatch batch;

    ClosingChange(LiveBuild build, StateBatch batch) {
        this.build = build;
        this.batch = batch;
    }

    Answer close(Command.CloseUnit close) {
        LiveModule module = build.modules.get(close.module());
        LiveUnit unit = module == null ? null : module.units.get(close.unitId());
        if (unit == null) {
            return Answer.TOO_LATE;
        }
        if (unit.state.leases().contains(close.leaseId())) {
            return Answer.DUPLICATE;
        }
        for (String leaf : close.containersDone()) {
            endContainer(unit, leaf);
        }
        for (String leaf : close.vanished()) {
            LiveTest test = unit.module.tests.get(leaf);
            if (test != null && !test.hasAttempts() && !test.registersTests && !test.vanished) {
                new PlanChange(build, batch).putVanished(test, true);
            }
        }
        fold(unit, close);
        unit.state.leases().add(close.leaseId());
        put(unit);
        return Answer.ACCEPTED;
    }

    void end(Command.EndBuild end) {
        for (LiveUnit unit : build.units) {
            if (unit.hasUnfolded()) {
                fold(unit, null);
                put(unit);
            }
        }
        build.putEnd(batch, end);
        batch.delete(Table.OPEN, Keys.number(build.number()));
    }

    private void endContainer(LiveUnit unit, String leaf) {
        LiveTest test = unit.module.tests.get(leaf);
        if (test != null && test.unit.number == unit.number) {
            boolean before = test.isPlanned();
            test.done = true;
            unit.state.containersDone().add(test.ordinal);
            build.replan(before, test.isPlanned());
        }
    }

    private void fold(LiveUnit unit, Command.@Nullable CloseUnit closing) {
        if (keepsHistory(unit.module.name)) {
            new HistoryFold(build, batch).fold(unit, closing);
        }
        unit.state = new UnitStateRow(unit.state.leases(), unit.state.containersDone(), build.attempts());
    }

    private boolean keepsHistory(String module) {
        return build.row.spec().modules().stream()
                .filter(spec -> spec.name().equals(module))
                .allMatch(spec -> OwnParameters.keepsHistory(spec.selection().config()));
    }

    private void put(LiveUnit unit) {
        batch.put(Table.UNIT_STATE, Keys.numbers(build.number(), unit.number), unit.state.encode());
    }
}
