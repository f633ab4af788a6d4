package io.verdigrid.coordinator;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may call a coordinator, and how the wire is kept from others.
 *
 * @param tokens file of {@code role token} lines; empty: whoever reaches the port may do everything
 * @param tlsCertificate PEM file of the certificate chain; needs {@code tlsKey}
 * @param tlsKey PEM file of the private key, PKCS#8; needs {@code tlsCertificate}
 * @param insecure listen on addresses that other machines reach without TLS or tokens
 */
public record CoordinatorSecurity(
        Optional<Path> tokens, Optional<Path> tlsCertificate, Optional<Path> tlsKey, boolean insecure) {
    /** No tokens, no TLS, loopback only. */
    public static final CoordinatorSecurity LOOPBACK_ONLY =
            new CoordinatorSecurity(Optional.empty(), Optional.empty(), Optional.empty(), false);
}
