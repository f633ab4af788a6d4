package io.verdigrid.protocol;

import io.grpc.Metadata;
import java.util.Optional;

/** How a token travels with a call: as HTTP's bearer token. */
public final class Tokens {
    /** Its header. */
    public static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private static final String SCHEME = "Bearer ";

    private Tokens() {}

    /** The header's value for this token. */
    public static String bearer(String token) {
        return SCHEME + token;
    }

    /** The token in this value of the header; empty where there is none or it is of another scheme. */
    public static Optional<String> fromHeader(String value) {
        return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(value.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
