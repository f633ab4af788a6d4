package io.verdigrid.deployer.metric;

import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A GET of a page. A status below 500 is an answer: what a user did wrong is no fault of the release. Thread-safe. */
final class HttpProbe implements Probe.Gauge {
    private final HostTemplate url;
    private final Take take;
    private final Duration timeout;
    private final HttpClient client;
    private final TimeSource time;

    /** What is measured of it. */
    enum Take {
        /** 1 where it answers, 0 where not. */
        ANSWERING,
        /** Milliseconds to the last byte; no data where it does not answer. */
        LATENCY,
        /** 1 where the status is 500 or above, 0 below; no data where it does not answer. */
        ERROR
    }

    HttpProbe(String url, Take take, Duration timeout, HttpClient client, TimeSource time) {
        this.url = new HostTemplate(url);
        this.take = take;
        this.timeout = timeout;
        this.client = client;
        this.time = time;
    }

    @Override
    public double measure(String host) throws ProbeFailure, InterruptedException {
        HttpRequest request = request(host);
        long began = time.nanos();
        int status;
        try {
            status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            if (take == Take.ANSWERING) {
                return 0;
            }
            throw new ProbeFailure(request.uri() + " does not answer: "
                    + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
        return switch (take) {
            case ANSWERING -> status < 500 ? 1 : 0;
            case LATENCY -> (time.nanos() - began) / 1e6;
            case ERROR -> status < 500 ? 0 : 1;
        };
    }

    private HttpRequest request(String host) throws ProbeFailure {
        String address = url.of(host);
        try {
            return HttpRequest.newBuilder(URI.create(address))
                    .timeout(timeout)
                    .GET()
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ProbeFailure("'" + address + "' is no address such as http://{host}:8080/");
        }
    }
}
