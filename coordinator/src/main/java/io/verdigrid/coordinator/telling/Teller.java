package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.OutboxCommand;
import io.verdigrid.coordinator.ledger.TrunkCommand;
import io.verdigrid.coordinator.model.Trunk;
import io.verdigrid.coordinator.store.BlobStore;
import io.verdigrid.coordinator.store.Store;
import io.verdigrid.protocol.TimeSource;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the outbox to all sinks, each in a thread of its own, so that one that does not answer keeps no other waiting, and no
 * build.
 *
 * <p>Each sink is told everything once, but for a kill between the telling and the note of it: then it is told again under the
 * same key. Thread-safe.
 */
public final class Teller implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Store store;
    private final List<SinkLoop> loops = new ArrayList<>();

    private Teller(Store store) {
        this.store = store;
    }

    /** Begins to tell; the list of issues is always told. */
    public static Teller start(TellingConfig config, Store store, BlobStore blobs, TimeSource time) {
        List<Sink> sinks = new ArrayList<>();
        config.mail().ifPresent(mail -> sinks.add(new MailSink(mail)));
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        config.webhooks().forEach(webhook -> sinks.add(new WebhookSink(webhook, client)));
        sinks.add(new IssuesSink(store, config.tracker().map(tracker -> tracker.open(client)), config.link()));
        return start(sinks, new Messages(store, blobs, config.link()), store, time);
    }

    static Teller start(List<Sink> sinks, Messages messages, Store store, TimeSource time) {
        Teller teller = new Teller(store);
        store.ledger().commit(new Command.OfOutbox(new OutboxCommand.Wanted(!sinks.isEmpty())));
        List<String> names = sinks.stream().map(Sink::name).toList();
        sinks.forEach(sink -> teller.loops.add(new SinkLoop(sink, names, messages, store, time)));
        if (!teller.loops.isEmpty()) {
            teller.loops.get(0).beforeEachRound(() -> teller.endBlocks(time.epochMillis()));
        }
        teller.loops.forEach(SinkLoop::start);
        return teller;
    }

    /** A block that ends by itself ends when somebody looks; who is told of an opened trunk wants somebody to look. */
    private void endBlocks(long nowMs) {
        for (Trunk trunk : store.trunks().trunks("")) {
            if (trunk.blocksAt(nowMs).size() < trunk.blocks().size()) {
                store.ledger().commit(new Command.OfTrunk(new TrunkCommand.Expire(trunk.branch(), nowMs)));
            }
        }
    }

    /** Stops; what has not been told is told after the next start. */
    @Override
    public void close() {
        loops.forEach(SinkLoop::stop);
        loops.forEach(SinkLoop::join);
    }
}
