package io.verdigrid.coordinator.ledger;

/** A fact about a green build's certificate. Each is idempotent. */
public sealed interface CertificateCommand {
    /** The build. */
    String buildId();

    /** It was signed; the first one stays. */
    record Sign(String buildId, String envelope) implements CertificateCommand {}

    /** A deployer has it. */
    record Acknowledge(String buildId) implements CertificateCommand {}
}
