package io.verdigrid.deployer.metric;

import io.verdigrid.protocol.TimeSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes metric sources, which share one HTTP client. Thread-safe. */
public final class Sources {
    /** For one answer of one host, where nothing else is said. */
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final TimeSource time;

    /** Sources that measure by this clock. */
    public Sources(TimeSource time) {
        this.time = time;
        client = HttpClient.newBuilder()
                .connectTimeout(USUAL_TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Prometheus: a query over a range, its series told apart by a label that names the host. */
    public MetricSource prometheus(
            String metric, URI server, String promql, String label, Duration step, @Nullable String token) {
        return new PrometheusSource(
                new PrometheusSource.Query(metric, server, promql, label, step, token, USUAL_TIMEOUT), client);
    }

    /** A Nagios plugin, as a command line with {host}: the label's performance data, or the status where it is empty. */
    public MetricSource nagios(String metric, String command, String label, Duration timeout) {
        return new Probe(metric, new NagiosPlugin(new ShellCommand(command, timeout), label));
    }

    /** A command line with {host} that prints a number. */
    public MetricSource command(String metric, String command, Duration timeout) {
        return new Probe(metric, new NumberCommand(new ShellCommand(command, timeout)));
    }

    /**
     * A page, its address with {host}.
     *
     * @param take answering, latency or error
     * @throws IllegalArgumentException where it is none of these
     */
    public MetricSource http(String metric, String url, String take, Duration timeout) {
        HttpProbe.Take taken = switch (take) {
            case "answering" -> HttpProbe.Take.ANSWERING;
            case "latency" -> HttpProbe.Take.LATENCY;
            case "error" -> HttpProbe.Take.ERROR;
            default ->
                throw new IllegalArgumentException("take: '" + take + "' must be one of answering, latency, error");
        };
        return new Probe(metric, new HttpProbe(url, taken, timeout, client, time));
    }

    /** How long it takes to find a host's address, in milliseconds. */
    public MetricSource dns(String metric) {
        return new Probe(metric, new DnsProbe(time));
    }
}
