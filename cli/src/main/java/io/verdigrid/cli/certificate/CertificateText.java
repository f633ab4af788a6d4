package io.verdigrid.cli.certificate;

import io.verdigrid.protocol.certificate.GreenStatement;
import java.time.Instant;
import java.util.stream.Collectors;

/** What a certificate says, for people. */
public final class CertificateText {
    private CertificateText() {}

    /** A line for each thing. */
    public static String of(GreenStatement statement) {
        GreenStatement.Origin origin = statement.origin();
        StringBuilder text = new StringBuilder();
        line(text, "build", origin.build() + " of suite " + origin.suite());
        line(text, "ended", Instant.ofEpochMilli(origin.endedAtMs()).toString());
        line(text, "revision", origin.revision() + (origin.branch().isEmpty() ? "" : " on " + origin.branch()));
        line(text, "artifact", "sha256:" + statement.artifact());
        statement
                .bundles()
                .forEach((module, digest) ->
                        line(text, module.isEmpty() ? "bundle" : "bundle " + module, "sha256:" + digest));
        line(text, "test list", "sha256:" + statement.tests());
        String counts = statement.counts().entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        line(text, "tests", counts + "; retests: " + statement.retests());
        statement.intermittent().forEach(test -> line(text, "let through", test));
        return text.toString();
    }

    private static void line(StringBuilder text, String title, String value) {
        text.append(String.format("%-12s", title)).append(' ').append(value).append('\n');
    }
}
