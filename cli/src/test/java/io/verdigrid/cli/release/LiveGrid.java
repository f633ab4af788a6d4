package io.verdigrid.cli.release;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.ManagedChannel;
import io.verdigrid.cli.system.Verdigrid;
import io.verdigrid.protocol.ClientChannels;
import io.verdigrid.protocol.certificate.v1.CertificateServiceGrpc;
import io.verdigrid.protocol.certificate.v1.GetKeyRequest;
import io.verdigrid.protocol.trunk.v1.Block;
import io.verdigrid.protocol.trunk.v1.ListTrunksRequest;
import io.verdigrid.protocol.trunk.v1.OpenTrunkRequest;
import io.verdigrid.protocol.trunk.v1.Trunk;
import io.verdigrid.protocol.trunk.v1.TrunkServiceGrpc;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A coordinator and a worker, each a process, and somebody whom the coordinator tells of releases. */
final class LiveGrid implements AutoCloseable {
    private final Path folder;
    private final String address = "127.0.0.1:" + Verdigrid.freePort();
    private final List<Verdigrid> processes = new ArrayList<>();
    private final BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();
    private final HttpServer people;
    private final ManagedChannel channel;

    LiveGrid(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        people = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        people.createContext("/", this::hear);
        people.start();
        Path notify = Files.writeString(
                folder.resolve("notify.yaml"), """
                webhooks:
                - {name: people, url: 'http://127.0.0.1:%d/', events: [released, rolled-back]}
                """.formatted(people.getAddress().getPort()));
        start("coordinator", "--listen", address, "--data", folder + "/c", "--notify", notify.toString())
                .awaitLine("Coordinator listens", 60);
        start("worker", "--coordinator", address, "--slots", "1", "--data", folder + "/w");
        channel = ClientChannels.open(address, ClientChannels.Security.NONE);
    }

    private Verdigrid start(String... arguments) throws IOException {
        Verdigrid process = Verdigrid.start(folder, arguments[0] + "-" + processes.size(), List.of(arguments));
        processes.add(process);
        return process;
    }

    private void hear(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        told.add(JsonMapper.builder().build().readTree(new String(body, StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    String address() {
        return address;
    }

    /** Runs the shop's suite on a revision, of which the artifact was made, until it is green. */
    void green(String revision, Path artifact) throws IOException, InterruptedException {
        String junit = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*/(junit-|opentest4j|apiguardian|assertj|byte-buddy)[^/]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        String classes = Path.of("target", "test-classes").toAbsolutePath().toString();
        List<String> arguments = new ArrayList<>(List.of(
                "run", "--coordinator", address, "--suite", "shop", "--branch", "main", "--revision", revision));
        arguments.addAll(List.of("--author", revision + "@example.com", "--artifact", artifact.toString()));
        arguments.addAll(List.of("--classpath", classes + File.pathSeparator + junit));
        arguments.addAll(List.of("--select-class", "io.verdigrid.cli.release.samples.ShopSample"));
        Verdigrid run = start(arguments.toArray(String[]::new));
        if (run.exitStatus(120) != 0) {
            throw new AssertionError(run.output());
        }
    }

    /** With which it signs certificates: the public half. */
    String key() {
        return CertificateServiceGrpc.newBlockingStub(channel)
                .getKey(GetKeyRequest.getDefaultInstance())
                .getPublicKey();
    }

    /** What people are told next. */
    JsonNode told() throws InterruptedException {
        JsonNode next = told.poll(60, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nobody was told anything");
        }
        return next;
    }

    /** What keeps changes out of main. */
    List<Block> blocks() {
        return TrunkServiceGrpc.newBlockingStub(channel)
                .listTrunks(ListTrunksRequest.newBuilder()
                        .setBranch("main")
                        .setBlockedOnly(true)
                        .build())
                .getTrunksList()
                .stream()
                .map(Trunk::getBlocksList)
                .flatMap(List::stream)
                .toList();
    }

    /** As a person does who has mended it. */
    void openTrunk() {
        TrunkServiceGrpc.newBlockingStub(channel)
                .openTrunk(OpenTrunkRequest.newBuilder()
                        .setBranch("main")
                        .setBy("ada")
                        .setReason("mended")
                        .build());
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.shutdownNow();
        }
        processes.forEach(Verdigrid::kill);
        people.stop(0);
    }
}
