package io.verdigrid.cli.release;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.verdigrid.cli.system.Verdigrid;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A real Prometheus that asks each host of a shop every quarter of a second. */
final class Prometheus implements AutoCloseable {
    private final Process process;
    final String address;

    private Prometheus(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Skips the test where there is none. */
    static Prometheus start(Path folder, List<String> hosts, List<Integer> ports) throws IOException {
        boolean installed = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "prometheus")));
        assumeTrue(installed, "skipped: there is no prometheus");
        Files.createDirectories(folder);
        StringBuilder config = new StringBuilder(
                "global: {scrape_interval: 250ms, scrape_timeout: 250ms}\nscrape_configs:\n- job_name: shop\n  static_configs:\n");
        for (int i = 0; i < hosts.size(); i++) {
            config.append(
                    "  - {targets: ['127.0.0.1:%d'], labels: {host: %s}}\n".formatted(ports.get(i), hosts.get(i)));
        }
        Files.writeString(folder.resolve("prometheus.yml"), config);
        int port = Verdigrid.freePort();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=prometheus.yml",
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader lines = process.errorReader();
        String line = lines.readLine();
        while (line != null && !line.contains("Server is ready")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("prometheus ended");
        }
        // It ends where nobody reads what it says.
        Thread reader = new Thread(() -> lines.lines().forEach(said -> {}), "prometheus says");
        reader.setDaemon(true);
        reader.start();
        return new Prometheus(process, "http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
