package io.verdigrid.dashboard.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what a page of another origin makes a browser send.
 *
 * <p>Immutable. Only who is asked under a name of its own is itself: without a login a page whose name was made to point to
 * loopback (DNS rebinding) could read everything. What changes something must be JSON, which no form can send, and must come
 * from this origin where the browser says whence it comes.
 */
public final class OriginCheck implements Handler {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Optional<String> onlyHost;

    /** {@code onlyHost} is a name beside those of loopback; empty: any name, since a login guards it. */
    public OriginCheck(Optional<String> onlyHost) {
        this.onlyHost = onlyHost.map(host -> host.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean handle(Exchange exchange) {
        String host = exchange.header("host").orElse("").toLowerCase(Locale.ROOT);
        String name = host.replaceFirst(":\\d*$", "");
        if (onlyHost.isPresent() && !LOOPBACK.contains(name) && !name.equals(onlyHost.get())) {
            exchange.answer(Reply.problem(
                    421, "PERMISSION_DENIED", "this dashboard is not called '" + name + "', but localhost"));
            return true;
        }
        if (exchange.method().equals("GET")) {
            return false;
        }
        if (!exchange.method().equals("POST")) {
            exchange.answer(Reply.problem(405, "UNIMPLEMENTED", "only GET and POST are known"));
            return true;
        }
        String type = exchange.header("content-type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith(Reply.JSON)) {
            exchange.answer(
                    Reply.problem(415, "INVALID_ARGUMENT", "content-type: '" + type + "', wanted " + Reply.JSON));
            return true;
        }
        boolean elsewhere = exchange.header("sec-fetch-site")
                        .filter(site -> !site.equals("same-origin") && !site.equals("none"))
                        .isPresent()
                || exchange.header("origin")
                        .filter(origin -> !origin.toLowerCase(Locale.ROOT)
                                .replaceFirst("^https?://", "")
                                .equals(host))
                        .isPresent();
        if (elsewhere) {
            exchange.answer(Reply.problem(403, "PERMISSION_DENIED", "sent by a page of another origin"));
        }
        return elsewhere;
    }
}
