package io.verdigrid.dashboard.http;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was asked for. Immutable. */
record Request(
        String method,
        String path,
        Map<String, List<String>> query,
        HttpHeaders headers,
        String body,
        boolean headOnly,
        boolean keepAlive) {

    /** Throws IllegalArgumentException for an address that can't be decoded. */
    static Request of(FullHttpRequest request) {
        QueryStringDecoder address = new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8);
        boolean head = request.method().equals(HttpMethod.HEAD);
        return new Request(
                head ? "GET" : request.method().name(),
                address.path(),
                address.parameters(),
                request.headers().copy(),
                request.content().toString(StandardCharsets.UTF_8),
                head,
                HttpUtil.isKeepAlive(request));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    boolean takesGzip() {
        return header("accept-encoding").filter(value -> value.contains("gzip")).isPresent();
    }
}
