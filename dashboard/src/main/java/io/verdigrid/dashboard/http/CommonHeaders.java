package io.verdigrid.dashboard.http;

import io.netty.handler.codec.http.HttpHeaders;

/** What each answer says to the browser: nothing is loaded from elsewhere, nothing is guessed, nobody frames the pages. */
final class CommonHeaders {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private CommonHeaders() {}

    static void fill(HttpHeaders headers) {
        headers.set("content-security-policy", POLICY);
        headers.set("x-content-type-options", "nosniff");
        headers.set("referrer-policy", "no-referrer");
        headers.set("cross-origin-opener-policy", "same-origin");
        headers.set("cross-origin-resource-policy", "same-origin");
        headers.set("cache-control", "no-store");
    }
}
