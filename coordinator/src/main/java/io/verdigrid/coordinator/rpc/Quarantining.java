package io.verdigrid.coordinator.rpc;

import io.grpc.Status;
import io.verdigrid.coordinator.engine.Engine;
import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.ledger.QuarantineCommand;
import io.verdigrid.coordinator.model.Quarantine;
import io.verdigrid.coordinator.store.HistoryStore;
import io.verdigrid.coordinator.store.HistoryStore.TestName;
import io.verdigrid.protocol.history.v1.QuarantineTestRequest;
import io.verdigrid.protocol.history.v1.QuarantinedTest;
import io.verdigrid.protocol.history.v1.ReleaseTestRequest;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Tests set aside and taken back, over the wire. Thread-safe. */
final class Quarantining {
    private static final int MAX_REASON = 1_000;
    private static final int MAX_OWNER = 200;
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Engine engine;
    private final HistoryStore store;

    Quarantining(Engine engine, HistoryStore store) {
        this.engine = engine;
        this.store = store;
    }

    /** Reads the disk; the stage completes when it is durable. */
    CompletionStage<Applied.Answer> setAside(QuarantineTestRequest request) {
        long nowMs = engine.nowMs();
        Problems problems = new Problems();
        problems.text("reason", request.getReason(), MAX_REASON);
        problems.unless(!request.getReason().isBlank(), "reason", "is missing");
        problems.text("owner", request.getOwner(), MAX_OWNER);
        problems.unless(!request.getOwner().isBlank(), "owner", "is missing");
        problems.unless(
                request.getUntilMs() > nowMs && request.getUntilMs() <= nowMs + LONGEST.toMillis(),
                "until_ms",
                request.getUntilMs() + " is not in the future, or more than " + LONGEST.toDays() + " days away");
        problems.throwIfAny();
        TestName name = store.name(request.getSuite(), request.getModule(), request.getUniqueId())
                .orElseThrow(() -> Status.NOT_FOUND
                        .withDescription("the history of suite '" + request.getSuite() + "' has no test '"
                                + request.getUniqueId() + "'")
                        .asRuntimeException());
        Quarantine quarantine = new Quarantine(request.getReason(), request.getOwner(), nowMs, request.getUntilMs());
        return engine.quarantine(new QuarantineCommand.SetAside(new io.verdigrid.coordinator.model.QuarantinedTest(
                request.getSuite(),
                request.getModule(),
                request.getUniqueId(),
                name.className(),
                name.name(),
                quarantine)));
    }

    CompletionStage<Applied.Answer> takeBack(ReleaseTestRequest request) {
        return engine.quarantine(new QuarantineCommand.TakeBack(
                request.getSuite(), request.getModule(), request.getUniqueId(), engine.nowMs()));
    }

    static QuarantinedTest test(io.verdigrid.coordinator.model.QuarantinedTest test) {
        return QuarantinedTest.newBuilder()
                .setSuite(test.suite())
                .setModule(test.module())
                .setUniqueId(test.uniqueId())
                .setClassName(test.className())
                .setName(test.name())
                .setReason(test.quarantine().reason())
                .setOwner(test.quarantine().owner())
                .setSinceMs(test.quarantine().sinceMs())
                .setUntilMs(test.quarantine().untilMs())
                .build();
    }
}
