package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.ledger.Applied.Answer;
import io.verdigrid.coordinator.ledger.Applied.Recorded;
import io.verdigrid.coordinator.model.BuildEnding;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.VerdictCounts;
import io.verdigrid.coordinator.rows.BuildRow;
import io.verdigrid.coordinator.rows.BuildStateRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TextRow;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The state machine: commands in, changed rows out. Deterministic: the same commands in the same order make the same rows,
 * byte for byte, whether it lived through them or was loaded from rows in between.
 *
 * <p>For one thread. What it keeps in memory is made from the rows of open builds and of tests that were red; after a
 * batch was not written it must be thrown away.
 */
public final class GridState {
    private final Map<String, LiveBuild> open;
    private final Standings standings;
    private final Quarantines quarantines;
    private long index;

    private GridState(Map<String, LiveBuild> open, Standings standings, Quarantines quarantines, long index) {
        this.open = open;
        this.standings = standings;
        this.quarantines = quarantines;
        this.index = index;
    }

    /** The state that these rows hold. */
    public static GridState load(Rows rows) {
        Map<String, LiveBuild> open = new LiveBuildReader(rows).openBuilds();
        return new GridState(open, Standings.load(rows), Quarantines.load(rows), Counter.INDEX.value(rows));
    }

    /** Counts a boot; the answer is the new epoch, from 1. */
    public static long beginEpoch(StateBatch batch) {
        return Counter.EPOCH.next(batch);
    }

    /** The index of the last command that was applied; 0: none. */
    public long index() {
        return index;
    }

    /** Applies a command; its index must be the next one. */
    public Applied apply(long commandIndex, Command command, StateBatch batch) {
        if (commandIndex != index + 1) {
            throw new IllegalArgumentException("index " + commandIndex + " after " + index);
        }
        index = commandIndex;
        Counter.INDEX.set(batch, commandIndex);
        if (command instanceof Command.SubmitBuild submit) {
            return submit(submit, batch);
        }
        if (command instanceof Command.ForgetBuild || command instanceof Command.ForgetPast) {
            Answer answer = new Forgetting(batch).apply(command, open.keySet());
            return new Applied(index, List.of(answer), command.buildId(), Recorded.NOTHING);
        }
        if (command instanceof Command.OfTrunk trunk) {
            return new Applied(index, List.of(new TrunkChange(batch).apply(trunk.what())), "", Recorded.NOTHING);
        }
        if (command instanceof Command.OfIssues issues) {
            return new Applied(index, List.of(new IssueChange(batch).apply(issues.what())), "", Recorded.NOTHING);
        }
        if (command instanceof Command.OfOutbox outbox) {
            return new Applied(index, List.of(new Outbox(batch).apply(outbox.what())), "", Recorded.NOTHING);
        }
        if (command instanceof Command.OfCertificate certificate) {
            Answer answer = new CertificateChange(batch).apply(certificate.what());
            return new Applied(index, List.of(answer), command.buildId(), Recorded.NOTHING);
        }
        if (command instanceof Command.OfQuarantine what) {
            Answer answer = new QuarantineChange(standings, quarantines, batch).apply(what.what());
            return new Applied(index, List.of(answer), "", Recorded.NOTHING);
        }
        LiveBuild build = open.get(command.buildId());
        if (build == null) {
            int answers = command instanceof Command.RecordAttempts record
                    ? record.entries().size()
                    : 1;
            return new Applied(
                    index, Collections.nCopies(answers, Answer.TOO_LATE), command.buildId(), Recorded.NOTHING);
        }
        return change(build, command, batch);
    }

    private Applied change(LiveBuild build, Command command, StateBatch batch) {
        List<Answer> answers;
        Recorded recorded = Recorded.NOTHING;
        if (command instanceof Command.AddPlan add) {
            answers = List.of(new PlanChange(build, batch).add(add));
        } else if (command instanceof Command.ClosePlan close) {
            answers = List.of(new PlanChange(build, batch).close(close));
        } else if (command instanceof Command.RecordAttempts record) {
            AttemptChange change = new AttemptChange(build, batch);
            answers = change.record(record);
            recorded = change.recorded();
        } else if (command instanceof Command.CloseUnit close) {
            answers = List.of(new ClosingChange(build, batch).close(close));
        } else if (command instanceof Command.EndBuild end) {
            new ClosingChange(build, batch).end(end);
            new TrunkChange(batch).ended(build, end);
            new CertificateChange(batch).ended(build, end);
            new Judgement(build, standings, quarantines, end, batch).judge(end);
            open.remove(end.buildId());
            return new Applied(index, List.of(Answer.ACCEPTED), command.buildId(), recorded);
        } else {
            throw new IllegalArgumentException("unknown command " + command);
        }
        if (answers.contains(Answer.ACCEPTED)) {
            build.put(batch);
        }
        return new Applied(index, answers, command.buildId(), recorded);
    }

    private Applied submit(Command.SubmitBuild submit, StateBatch batch) {
        byte[] id = Keys.text(submit.buildId());
        byte[] request = Keys.text(submit.requestId());
        byte[] known = submit.requestId().isEmpty() ? null : batch.get(Table.REQUEST, request);
        if (known != null) {
            return new Applied(index, List.of(Answer.DUPLICATE), TextRow.text(Table.REQUEST, known), Recorded.NOTHING);
        }
        if (batch.get(Table.BUILD, id) != null) {
            return new Applied(index, List.of(Answer.DUPLICATE), submit.buildId(), Recorded.NOTHING);
        }
        BuildRow row = new BuildRow((int) Counter.BUILD.next(batch), submit.spec(), submit.atMs());
        BuildStateRow state = new BuildStateRow(BuildStatus.DISCOVERING, 0, 0, VerdictCounts.NONE, BuildEnding.NONE);
        byte[] named = TextRow.text(submit.buildId());
        batch.put(Table.BUILD, id, row.encode());
        batch.put(Table.SUITE_BUILD, Keys.texts(submit.spec().suite(), submit.buildId()), TextRow.number(0));
        batch.put(Table.OPEN, Keys.number(row.number()), named);
        if (!submit.requestId().isEmpty()) {
            batch.put(Table.REQUEST, request, named);
        }
        if (!submit.spec().authors().isEmpty()) {
            batch.put(
                    Table.AUTHORS,
                    Keys.number(row.number()),
                    TextRow.texts(submit.spec().authors()));
        }
        new QuarantineChange(standings, quarantines, batch).begin(submit.spec(), row.number(), submit.atMs());
        LiveBuild build = new LiveBuild(submit.buildId(), row, state);
        build.put(batch);
        open.put(submit.buildId(), build);
        return new Applied(index, List.of(Answer.ACCEPTED), submit.buildId(), Recorded.NOTHING);
    }
}
