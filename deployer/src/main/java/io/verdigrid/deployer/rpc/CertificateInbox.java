package io.verdigrid.deployer.rpc;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.verdigrid.deployer.rollout.Admission;
import io.verdigrid.deployer.rollout.Push;
import io.verdigrid.deployer.rollout.Refused;
import io.verdigrid.deployer.rollout.Request;
import io.verdigrid.deployer.rollout.Rollout;
import io.verdigrid.deployer.target.Release;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.certificate.Envelope;
import io.verdigrid.protocol.certificate.v1.AcknowledgeCertificateRequest;
import io.verdigrid.protocol.certificate.v1.Certificate;
import io.verdigrid.protocol.certificate.v1.CertificateServiceGrpc;
import io.verdigrid.protocol.certificate.v1.ListCertificatesRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes green certificates from a coordinator's outbox and queues a push for each, with nobody in between.
 *
 * <p>A certificate is acknowledged when its push is in the journal, and its build names the push: a restart of either side loses
 * none, and pushes none twice. One thread of its own.
 */
public final class CertificateInbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateInbox.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int PATIENCE_SECONDS = 10;
    private static final String BY = "green build";

    private final ManagedChannel coordinator;
    private final String artifacts;
    private final Rollout rollout;
    private final Admission admission;
    private final TimeSource time;
    private final Thread thread = new Thread(this::run, "verdigrid-inbox");
    private String said = "";

    /**
     * On a coordinator.
     *
     * @param artifacts the file of an artifact, with {@code {revision}} and {@code {digest}} in it
     */
    public CertificateInbox(
            ManagedChannel coordinator, String artifacts, Rollout rollout, Admission admission, TimeSource time) {
        this.coordinator = coordinator;
        this.artifacts = artifacts;
        this.rollout = rollout;
        this.admission = admission;
        this.time = time;
    }

    /** Starts its thread. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    take();
                } catch (StatusRuntimeException e) {
                    say("The coordinator's certificates cannot be read: "
                            + e.getStatus().getCode() + ": " + e.getStatus().getDescription());
                } catch (RuntimeException e) {
                    LOG.error("A certificate could not be taken", e);
                }
                time.sleep(PAUSE);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** What waits in the outbox, once; oldest first, so that the newest push is the newest build's. */
    void take() {
        List<Certificate> pending = new ArrayList<>(stub().listCertificates(ListCertificatesRequest.newBuilder()
                        .setPendingOnly(true)
                        .setLimit(100)
                        .build())
                .getCertificatesList());
        Collections.reverse(pending);
        for (Certificate certificate : pending) {
            if (queued(certificate)) {
                stub().acknowledgeCertificate(AcknowledgeCertificateRequest.newBuilder()
                        .setBuildId(certificate.getBuildId())
                        .build());
            }
        }
    }

    private CertificateServiceGrpc.CertificateServiceBlockingStub stub() {
        return CertificateServiceGrpc.newBlockingStub(coordinator)
                .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Whether there is nothing left to do for it. */
    private boolean queued(Certificate certificate) {
        String build = certificate.getBuildId();
        try {
            byte[] envelope = certificate.getEnvelope().toByteArray();
            Path artifact = artifact(envelope);
            if (!Files.isRegularFile(artifact)) {
                say("Build " + build + " is green, and its artifact is not there yet: " + artifact);
                return false;
            }
            Digest digest = Digest.of(artifact);
            Admission.Green green = admission.check(digest, envelope);
            Request request = new Request(
                    "build:" + build, BY, artifact.toString(), green.build(), "", Set.of(), green.changes());
            Push push = rollout.submit(Release.of(green.revision(), digest), request);
            LOG.info(
                    "Build {} is green: push {} of {}",
                    build,
                    push.id(),
                    push.release().id());
            return true;
        } catch (Refused e) {
            // It will not be another tomorrow: a person may still push it with a word.
            LOG.warn("Build {} is green and is not pushed: {}", build, e.getMessage());
            return true;
        } catch (IOException | IllegalArgumentException e) {
            say("The artifact of build " + build + " cannot be read: " + e.getMessage());
            return false;
        }
    }

    private Path artifact(byte[] envelope) {
        // Only to find the file: what it says is believed when its signature was checked.
        var statement = Envelope.unverified(envelope);
        String revision = statement.origin().revision();
        if (!revision.matches("[A-Za-z0-9._-]*") || revision.startsWith(".")) {
            throw new IllegalArgumentException("its revision '" + revision + "' is no part of a file's name");
        }
        return Path.of(artifacts
                .replace("{revision}", revision)
                .replace("{digest}", statement.artifact().hex()));
    }

    private void say(String text) {
        if (!text.equals(said)) {
            LOG.warn("{}", text);
            said = text;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
