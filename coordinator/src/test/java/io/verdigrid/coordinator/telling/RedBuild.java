package io.verdigrid.coordinator.telling;

import static io.verdigrid.coordinator.store.Sample.commit;
import static io.verdigrid.coordinator.store.Sample.entry;
import static io.verdigrid.coordinator.store.Sample.passed;
import static io.verdigrid.coordinator.store.Sample.plan;
import static io.verdigrid.coordinator.store.Sample.record;
import static io.verdigrid.coordinator.store.Sample.spec;
import static io.verdigrid.coordinator.store.Sample.test;
import static io.verdigrid.coordinator.store.Sample.unit;

import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.OutboxCommand;
import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BlobRange;
import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildEnding;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Failure;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.store.Store;
import io.verdigrid.protocol.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Builds on main for a store: one test passes, one turns green in its retest, one stays red. */
final class RedBuild {
    static final byte[] OUTPUT = "first line\nconnecting\nrefused <&>\n".getBytes(StandardCharsets.UTF_8);

    private RedBuild() {}

    /** From now on announcements are wanted. */
    static void wanted(Store store) {
        commit(store.ledger(), new Command.OfOutbox(new OutboxCommand.Wanted(true)));
    }

    static void red(Store store, String buildId, long atMs, String... authors) {
        run(store, buildId, BuildStatus.RED, atMs, authors);
    }

    static void green(Store store, String buildId, long atMs) {
        run(store, buildId, BuildStatus.GREEN, atMs);
    }

    private static void run(Store store, String buildId, BuildStatus status, long atMs, String... authors) {
        BuildSpec plain = spec("shop", "");
        BuildSpec spec = new BuildSpec(
                plain.suite(),
                plain.revision(),
                plain.branch(),
                plain.modules(),
                plain.settings(),
                plain.requirements(),
                List.of(authors),
                Optional.empty());
        commit(store.ledger(), new Command.SubmitBuild(buildId, "request-" + buildId, spec, atMs - 1));
        commit(store.ledger(), plan(buildId, unit("p.First", "good", "flaky", "bad")));
        Attempt bad = new Attempt(
                1,
                Outcome.FAILED,
                atMs,
                1_000,
                "w1",
                0,
                new Failure("java.net.ConnectException", "refused by 10.0.0.7\nand more", "", null),
                new BlobRange(Digest.of(OUTPUT), 11, OUTPUT.length - 11),
                null,
                false);
        commit(
                store.ledger(),
                record(
                        buildId,
                        passed(test("p.First", "good")),
                        entry(test("p.First", "flaky"), 1, Outcome.FAILED, 1),
                        new Command.RecordAttempts.Entry("", test("p.First", "bad"), bad),
                        entry(test("p.First", "flaky"), 2, Outcome.PASSED, 1)));
        BuildEnding ending = new BuildEnding(atMs, "", false, BuildAccount.NONE);
        commit(store.ledger(), new Command.EndBuild(buildId, status, ending));
    }
}
