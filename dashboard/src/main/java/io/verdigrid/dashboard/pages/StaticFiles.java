package io.verdigrid.dashboard.pages;

import com.google.protobuf.ByteString;
import io.verdigrid.dashboard.http.Exchange;
import io.verdigrid.dashboard.http.Handler;
import io.verdigrid.dashboard.http.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The pages' own files, and those of the libraries they use.
 *
 * <p>Thread-safe. A path without an extension is a page; which one is seen by its script from the address. Files are kept
 * packed after the first look: the jar holds few.
 */
public final class StaticFiles implements Handler {
    private static final Pattern PAGE = Pattern.compile("/|/(builds|tests|hosts|system)(/.*)?|/(login|audit)");
    private static final Pattern FILE = Pattern.compile("/web/((?:[a-z0-9-]+/)*[a-zA-Z0-9.-]+\\.(js|css|svg))");
    private static final Pattern LIBRARY = Pattern.compile("/lib/([a-z0-9-]+)/([a-zA-Z0-9.-]+\\.(?:js|css))");

    private final Map<String, Optional<PackedFile>> files = new ConcurrentHashMap<>();

    @Override
    public boolean handle(Exchange exchange) {
        Optional<PackedFile> file =
                resource(exchange.path()).flatMap(path -> files.computeIfAbsent(path, PackedFile::read));
        if (file.isEmpty() || !exchange.method().equals("GET")) {
            return false;
        }
        exchange.answer(reply(exchange, file.get()));
        return true;
    }

    private static Reply reply(Exchange exchange, PackedFile file) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("etag", file.tag());
        // Asked for each time, and answered without its bytes if nothing has changed.
        headers.put("cache-control", "no-cache");
        if (exchange.header("if-none-match").filter(file.tag()::equals).isPresent()) {
            return new Reply(304, file.contentType(), ByteString.EMPTY, headers);
        }
        boolean packed = exchange.header("accept-encoding")
                .filter(value -> value.contains("gzip"))
                .isPresent();
        if (packed) {
            headers.put("content-encoding", "gzip");
        }
        return new Reply(200, file.contentType(), packed ? file.packed() : file.plain(), headers);
    }

    /** Where on the class path it is. */
    private static Optional<String> resource(String path) {
        if (PAGE.matcher(path).matches()) {
            return Optional.of("/io/verdigrid/dashboard/web/index.html");
        }
        var file = FILE.matcher(path);
        if (file.matches()) {
            return Optional.of("/io/verdigrid/dashboard/web/" + file.group(1));
        }
        var library = LIBRARY.matcher(path);
        if (library.matches()) {
            return WebJars.file(library.group(1), library.group(2));
        }
        return path.equals("/favicon.ico") ? Optional.of("/io/verdigrid/dashboard/web/icon.svg") : Optional.empty();
    }
}
