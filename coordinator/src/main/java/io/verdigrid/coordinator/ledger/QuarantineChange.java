package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.judging.Standing;
import io.verdigrid.coordinator.judging.Transition;
import io.verdigrid.coordinator.ledger.Applied.Answer;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.model.Quarantine;
import io.verdigrid.coordinator.model.QuarantinedTest;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.QuarantineRow;
import io.verdigrid.coordinator.rows.StandingRow;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TextRow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Tests set aside and taken back: by people, by their end date, by evidence. Each is kept among the test's changes. */
final class QuarantineChange {
    private static final int NOT_KNOWN = -1;

    private final Standings standings;
    private final Quarantines quarantines;
    private final StateBatch batch;

    QuarantineChange(Standings standings, Quarantines quarantines, StateBatch batch) {
        this.standings = standings;
        this.quarantines = quarantines;
        this.batch = batch;
    }

    /** TOO_LATE: there is no history of such a suite and module. */
    Answer apply(QuarantineCommand command) {
        if (command instanceof QuarantineCommand.SetAside aside) {
            return setAside(aside.test());
        }
        QuarantineCommand.TakeBack back = (QuarantineCommand.TakeBack) command;
        int scope = scope(back.suite(), back.module());
        QuarantinedTest test = scope == NOT_KNOWN ? null : quarantines.of(scope, back.uniqueId());
        if (test == null) {
            return scope == NOT_KNOWN ? Answer.TOO_LATE : Answer.DUPLICATE;
        }
        end(scope, test, back.atMs(), "taken out of quarantine");
        return Answer.ACCEPTED;
    }

    private Answer setAside(QuarantinedTest test) {
        int scope = scope(test.suite(), test.module());
        if (scope == NOT_KNOWN) {
            return Answer.TOO_LATE;
        }
        QuarantinedTest known = quarantines.of(scope, test.uniqueId());
        if (test.equals(known)) {
            return Answer.DUPLICATE;
        }
        quarantines.put(scope, test, batch);
        Quarantine quarantine = test.quarantine();
        String until = Instant.ofEpochMilli(quarantine.untilMs())
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
        note(
                scope,
                test,
                quarantine.sinceMs(),
                "in quarantine until " + until + ", owner " + quarantine.owner() + ": " + quarantine.reason());
        return Answer.ACCEPTED;
    }

    /** It is green often enough, or its time is over, or somebody said so. */
    void end(int scope, QuarantinedTest test, long atMs, String why) {
        quarantines.remove(scope, test.uniqueId(), batch);
        note(scope, test, atMs, why);
    }

    /** Ends what is to end before this build, and writes down what is in quarantine in it. */
    void begin(BuildSpec spec, int buildNumber, long atMs) {
        List<QuarantinedTest> inBuild = new ArrayList<>();
        for (ModuleSpec module : spec.modules()) {
            int scope = scope(spec.suite(), module.name());
            for (QuarantinedTest test : quarantines.all(scope)) {
                if (test.quarantine().untilMs() <= atMs) {
                    end(scope, test, atMs, "out of quarantine: its end date has come");
                } else {
                    inBuild.add(test);
                }
            }
        }
        if (!inBuild.isEmpty()) {
            batch.put(Table.BUILD_QUARANTINE, Keys.number(buildNumber), new QuarantineRow(inBuild).encode());
        }
    }

    private void note(int scope, QuarantinedTest test, long atMs, String what) {
        StandingRow known = standings.of(scope, test.uniqueId());
        StandingRow row = known != null
                ? known
                : new StandingRow(
                        (int) Counter.STANDING.next(batch), test.className(), test.name(), 0, Standing.clean(0, 0));
        Transition note = Transition.note(row.standing().now(), atMs, what);
        standings.put(scope, test.uniqueId(), row.with(row.standing(), 1), List.of(note), batch);
    }

    private int scope(String suite, String module) {
        byte[] known = batch.get(Table.HISTORY_SCOPE, Keys.texts(suite, module));
        return known == null ? NOT_KNOWN : (int) TextRow.number(Table.HISTORY_SCOPE, known);
    }
}
