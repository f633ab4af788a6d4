package io.verdigrid.deployer.certificate;

import io.verdigrid.deployer.rollout.Admission;
import io.verdigrid.deployer.rollout.Refused;
import io.verdigrid.deployer.rollout.Request;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.certificate.Envelope;
import io.verdigrid.protocol.certificate.GreenStatement;
import io.verdigrid.protocol.certificate.TrustedKeys;
import java.util.List;

/** Lets in artifacts for which a trusted key has signed that their build was green. Thread-safe. */
public final class CertifiedArtifacts implements Admission {
    private final TrustedKeys trusted;

    /** With the keys that are believed. */
    public CertifiedArtifacts(TrustedKeys trusted) {
        this.trusted = trusted;
    }

    @Override
    public Green check(Digest artifact, byte[] certificate) throws Refused {
        GreenStatement statement;
        try {
            statement = Envelope.verify(certificate, trusted);
        } catch (IllegalArgumentException e) {
            throw new Refused("the certificate is not taken: " + e.getMessage());
        }
        if (!statement.artifact().equals(artifact)) {
            throw new Refused("the certificate is for another artifact: " + statement.artifact() + ", and this one is "
                    + artifact);
        }
        String revision = statement.origin().revision();
        List<Request.Change> changes = revision.isEmpty()
                ? List.of()
                : List.of(new Request.Change(
                        revision, String.join(", ", statement.origin().authors())));
        return new Green(revision, statement.origin().build(), changes);
    }
}
