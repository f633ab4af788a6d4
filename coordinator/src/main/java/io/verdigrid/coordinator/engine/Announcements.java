package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.Ledger;
import io.verdigrid.coordinator.ledger.OutboxCommand;
import io.verdigrid.coordinator.model.Announcement;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * What others want people to be told of.
 *
 * <p>Thread-safe. A stage completes when the announcement is durable, on the ledger's thread, and fails with a LedgerFailure.
 */
public final class Announcements {
    private final Ledger ledger;
    private final LongSupplier nowMs;

    /** With a clock of milliseconds since 1970. */
    public Announcements(Ledger ledger, LongSupplier nowMs) {
        this.ledger = ledger;
        this.nowMs = nowMs;
    }

    /**
     * Who announces.
     *
     * @param name by whom numbers are counted
     * @param number one that is not above the last one of this name is a repetition
     */
    public record Sender(String name, long number) {}

    /** Puts it into the outbox, if anybody wants to hear. */
    public CompletionStage<Void> announce(
            Sender sender, Announcement.Kind kind, String branch, String text, String by, List<String> authors) {
        OutboxCommand.Announce command = new OutboxCommand.Announce(
                sender.name(), sender.number(), kind, nowMs.getAsLong(), branch, text, by, authors);
        return ledger.commit(new Command.OfOutbox(command)).thenAccept(applied -> {});
    }
}
