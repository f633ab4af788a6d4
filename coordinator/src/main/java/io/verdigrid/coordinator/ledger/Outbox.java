package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.ledger.Applied.Answer;
import io.verdigrid.coordinator.model.Announcement;
import io.verdigrid.coordinator.model.Announcement.Kind;
import io.verdigrid.coordinator.model.Announcement.Place;
import io.verdigrid.coordinator.model.Announcement.Told;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.OutboxRow;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TextRow;
import java.util.ArrayList;
import java.util.List;

/** What people are to be told of: written in the batch of what happened, so that neither is without the other. */
final class Outbox {
    /** Where nobody can be told, the oldest go. */
    static final int LIMIT = 1_000;

    private static final byte[] WANTED = Keys.text("announcements-wanted");

    private final StateBatch batch;

    Outbox(StateBatch batch) {
        this.batch = batch;
    }

    /** Puts in an announcement, if anybody wants to hear any. */
    void announce(Kind kind, long atMs, Place place, String reason, String by, List<String> authors) {
        if (!isWanted()) {
            return;
        }
        long number = Counter.ANNOUNCEMENT.next(batch);
        Announcement announcement =
                new Announcement(number, kind, atMs, place, reason, by, new Told(authors, List.of()));
        put(announcement);
        if (number > LIMIT) {
            batch.delete(Table.OUTBOX, Keys.number((int) (number - LIMIT)));
        }
    }

    private boolean isWanted() {
        byte[] row = batch.get(Table.META, WANTED);
        return row != null && TextRow.number(Table.META, row) == 1;
    }

    Answer apply(OutboxCommand command) {
        if (command instanceof OutboxCommand.Wanted wanted) {
            if (isWanted() == wanted.wanted()) {
                return Answer.DUPLICATE;
            }
            batch.put(Table.META, WANTED, TextRow.number(wanted.wanted() ? 1 : 0));
            return Answer.ACCEPTED;
        } else if (command instanceof OutboxCommand.Told told) {
            return told(told);
        } else if (command instanceof OutboxCommand.Announce announce) {
            return announced(announce);
        }
        throw new IllegalArgumentException("unknown command " + command);
    }

    /** The sender's last number is kept, whether anybody wants to hear or not: a repetition is one in any case. */
    private Answer announced(OutboxCommand.Announce command) {
        byte[] last = Keys.text("announced-by:" + command.sender());
        byte[] row = batch.get(Table.META, last);
        if (row != null && TextRow.number(Table.META, row) >= command.number()) {
            return Answer.DUPLICATE;
        }
        batch.put(Table.META, last, TextRow.number(command.number()));
        Place place = new Place("", command.branch(), "");
        announce(command.kind(), command.atMs(), place, command.text(), command.by(), command.authors());
        return Answer.ACCEPTED;
    }

    private Answer told(OutboxCommand.Told told) {
        byte[] key = Keys.number((int) told.number());
        byte[] row = batch.get(Table.OUTBOX, key);
        if (row == null) {
            return Answer.DUPLICATE;
        }
        Announcement before = OutboxRow.decode(told.number(), row).announcement();
        List<String> sinks = new ArrayList<>(before.told().sinks());
        if (sinks.contains(told.sink())) {
            return Answer.DUPLICATE;
        }
        sinks.add(told.sink());
        if (sinks.containsAll(told.sinks())) {
            batch.delete(Table.OUTBOX, key);
        } else {
            put(new Announcement(
                    before.number(),
                    before.kind(),
                    before.atMs(),
                    before.place(),
                    before.reason(),
                    before.by(),
                    new Told(before.told().authors(), sinks)));
        }
        return Answer.ACCEPTED;
    }

    private void put(Announcement announcement) {
        batch.put(Table.OUTBOX, Keys.number((int) announcement.number()), new OutboxRow(announcement).encode());
    }
}
