package io.verdigrid.deployer.rpc;

import io.verdigrid.deployer.rollout.Admission;
import io.verdigrid.deployer.rollout.Push;
import io.verdigrid.deployer.rollout.Refused;
import io.verdigrid.deployer.rollout.Request;
import io.verdigrid.deployer.rollout.Rollout;
import io.verdigrid.deployer.target.Release;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.push.v1.StartPushRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in what has a certificate, and, loudly, what somebody calls an emergency. Thread-safe. */
final class PushIntake {
    private static final Logger LOG = LoggerFactory.getLogger(PushIntake.class);
    private static final int LONGEST_ID = 64;

    private final Rollout rollout;
    private final Admission admission;

    PushIntake(Rollout rollout, Admission admission) {
        this.rollout = rollout;
        this.admission = admission;
    }

    Push start(StartPushRequest request) throws Refused {
        if (request.getRequestId().isEmpty() || request.getRequestId().length() > LONGEST_ID) {
            throw new IllegalArgumentException("request_id: wanted 1 to " + LONGEST_ID + " characters");
        }
        if (request.getBy().isEmpty()) {
            throw new IllegalArgumentException("by: wanted who asks");
        }
        Path artifact = artifact(request.getArtifact());
        Digest digest = digest(artifact);
        Set<Request.Word> words = EnumSet.noneOf(Request.Word.class);
        if (request.getAgain()) {
            words.add(Request.Word.AGAIN);
        }
        Admission.Green green = green(request, digest, words);
        Request asked = new Request(
                request.getRequestId(),
                request.getBy(),
                artifact.toString(),
                green.build(),
                request.getReason(),
                words,
                green.changes());
        Push push = rollout.submit(Release.of(green.revision(), digest), asked);
        if (words.contains(Request.Word.EMERGENCY)) {
            LOG.warn(
                    "EMERGENCY: push {} of {} by {} has no green certificate: {}",
                    push.id(),
                    push.release().id(),
                    request.getBy(),
                    request.getReason());
        }
        return push;
    }

    private Admission.Green green(StartPushRequest request, Digest digest, Set<Request.Word> words) throws Refused {
        if (!request.getEmergency()) {
            if (request.getCertificate().isEmpty()) {
                throw new Refused("a push needs the artifact's green certificate, or --emergency with a --reason");
            }
            return admission.check(digest, request.getCertificate().toByteArray());
        }
        if (request.getReason().isBlank()) {
            throw new Refused("an emergency needs a reason");
        }
        words.add(Request.Word.EMERGENCY);
        List<Request.Change> changes =
                request.getRevision().isEmpty() ? List.of() : List.of(new Request.Change(request.getRevision(), ""));
        return new Admission.Green(request.getRevision(), "", changes);
    }

    private static Path artifact(String text) throws Refused {
        try {
            Path artifact = Path.of(text);
            if (text.isEmpty() || !artifact.isAbsolute()) {
                throw new IllegalArgumentException(
                        "artifact: '" + text + "' is no absolute path on the deployer's machine");
            }
            if (!Files.isRegularFile(artifact)) {
                throw new Refused("there is no file " + artifact + " on the deployer's machine");
            }
            return artifact;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("artifact: '" + text + "' is no path", e);
        }
    }

    private static Digest digest(Path artifact) throws Refused {
        try {
            return Digest.of(artifact);
        } catch (IOException e) {
            throw new Refused("cannot read " + artifact + ": " + e.getMessage());
        }
    }
}
