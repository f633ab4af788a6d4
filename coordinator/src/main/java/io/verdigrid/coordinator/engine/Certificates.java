package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.ledger.CertificateCommand;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.Ledger;
import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.store.BuildStore;
import io.verdigrid.coordinator.store.CertificateStore;
import io.verdigrid.coordinator.store.Store;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.certificate.Envelope;
import io.verdigrid.protocol.certificate.GreenStatement;
import io.verdigrid.protocol.certificate.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The green certificates of a grid: an outbox for deployers.
 *
 * <p>Thread-safe. A certificate is made of what is durable, signed when it is first asked for, and never signed again.
 */
public final class Certificates {
    private static final int MOST_INTERMITTENT = 100;

    private final Ledger ledger;
    private final BuildStore builds;
    private final CertificateStore store;
    private final Path keyFile;
    private @Nullable SigningKey read;

    /** With the file of the key that signs, which is made when it is first needed and not there. */
    public Certificates(Store store, Path keyFile) {
        this.ledger = store.ledger();
        this.builds = store.builds();
        this.store = store.certificates();
        this.keyFile = keyFile;
    }

    private synchronized SigningKey key() {
        SigningKey key = read;
        if (key == null) {
            try {
                key = SigningKey.readOrMake(keyFile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            read = key;
        }
        return key;
    }

    /** One that is signed. */
    public record Signed(String buildId, boolean pending, String envelope) {}

    /** PEM. */
    public String publicKey() {
        return key().publicPem();
    }

    /** That of this build, if it has one; reads and writes the disk. */
    public Optional<Signed> get(String buildId) {
        return store.certificate(buildId).map(this::signed);
    }

    /** Newest first; reads and writes the disk. */
    public List<Signed> list(boolean pendingOnly, int limit) {
        return store.certificates(pendingOnly, limit).stream().map(this::signed).toList();
    }

    /** A deployer has it; completes when that is durable. */
    public CompletionStage<Void> acknowledge(String buildId) {
        return ledger.commit(new Command.OfCertificate(new CertificateCommand.Acknowledge(buildId)))
                .thenAccept(applied -> {});
    }

    private Signed signed(CertificateStore.Stored stored) {
        if (!stored.envelope().isEmpty()) {
            return new Signed(stored.buildId(), stored.pending(), stored.envelope());
        }
        BuildRecord build = builds.build(stored.buildId()).orElseThrow();
        String envelope = new String(Envelope.sign(statement(build, stored.authors()), key()), StandardCharsets.UTF_8);
        ledger.commit(new Command.OfCertificate(new CertificateCommand.Sign(build.buildId(), envelope)))
                .toCompletableFuture()
                .join();
        // Whoever signed first at the same time: that one stays.
        String kept = store.certificate(build.buildId()).orElseThrow().envelope();
        return new Signed(stored.buildId(), stored.pending(), kept);
    }

    private GreenStatement statement(BuildRecord build, List<String> authors) {
        SortedMap<String, Digest> bundles = new TreeMap<>();
        for (ModuleSpec module : build.spec().modules()) {
            bundles.put(module.name(), module.bundle());
        }
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Map.Entry<Verdict, Integer> count : build.counts().byVerdict().entrySet()) {
            counts.put(count.getKey().name(), count.getValue());
        }
        MessageDigest tests = Digest.sha256();
        List<String> intermittent = new ArrayList<>();
        int[] retests = {0};
        builds.verdicts(build.buildId(), verdict -> {
            String line = verdict.module() + '\t' + verdict.test().uniqueId() + '\t' + verdict.verdict() + '\n';
            tests.update(line.getBytes(StandardCharsets.UTF_8));
            if (verdict.verdict() == Verdict.INTERMITTENT && intermittent.size() < MOST_INTERMITTENT) {
                intermittent.add(verdict.test().uniqueId());
            }
            retests[0] += (int) verdict.attempts().stream()
                    .mapToInt(Attempt::number)
                    .filter(number -> number > 1)
                    .count();
        });
        GreenStatement.Origin origin = new GreenStatement.Origin(
                build.buildId(),
                build.spec().suite(),
                build.spec().revision(),
                build.spec().branch(),
                build.ending().atMs(),
                authors);
        return new GreenStatement(
                build.spec().artifact().orElseThrow(),
                origin,
                bundles,
                Digest.finish(tests),
                counts,
                intermittent,
                retests[0]);
    }
}
