package io.verdigrid.cli.demo;

import io.grpc.ManagedChannel;
import io.verdigrid.cli.console.Console;
import io.verdigrid.cli.push.DeployerClient;
import io.verdigrid.cli.push.PushEnd;
import io.verdigrid.cli.push.PushText;
import io.verdigrid.deployer.DeployerDaemon;
import io.verdigrid.deployer.config.DeployConfig;
import io.verdigrid.deployer.target.FileTree;
import io.verdigrid.protocol.ClientChannels;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.certificate.Envelope;
import io.verdigrid.protocol.certificate.GreenStatement;
import io.verdigrid.protocol.certificate.SigningKey;
import io.verdigrid.protocol.push.v1.Push;
import io.verdigrid.protocol.push.v1.StartPushRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rolls a good and a bad release out to a fleet of folders on this machine, under load, and takes the bad one back. Not thread-safe. */
public final class DeployDemo {
    private static final List<String> HOSTS =
            IntStream.rangeClosed(1, 6).mapToObj(i -> "web-" + i).toList();

    private final Path folder;
    private final Console console;
    private final TimeSource time;

    /** In this folder, of which nothing is left from before. */
    public DeployDemo(Path folder, Console console, TimeSource time) {
        this.folder = folder;
        this.console = console;
        this.time = time;
    }

    /** Whether the good release is live in the end, and the bad one was taken back. */
    public boolean run() throws IOException, InterruptedException {
        FileTree.delete(folder);
        Path fleet = Files.createDirectories(folder.resolve("fleet"));
        for (String host : HOSTS) {
            Path first = Files.createDirectories(
                    fleet.resolve(host).resolve("releases").resolve("first"));
            Files.writeString(first.resolve("shop"), "200\nthe first release\n");
            Files.createSymbolicLink(fleet.resolve(host).resolve("current"), Path.of("releases", "first"));
        }
        SigningKey key = SigningKey.readOrMake(folder.resolve("key.pem"));
        try (DemoHosts hosts = new DemoHosts(fleet, HOSTS);
                DeployerDaemon deployer = DeployerDaemon.start(config(fleet, hosts), folder.resolve("data"), time)) {
            hosts.open();
            String address = "127.0.0.1:" + deployer.port();
            ManagedChannel channel = ClientChannels.open(address, ClientChannels.Security.NONE);
            try (DeployerClient client = new DeployerClient(address, channel)) {
                say("A shop on " + HOSTS.size() + " hosts (folders in " + fleet + "), with customers.");
                Push good = push(client, key, "good", "200\na better shop\n");
                after(client, hosts);
                Push bad = push(client, key, "bad", "500\nout of order\n");
                after(client, hosts);
                boolean taken = good.getState().equals("DONE") && bad.getState().equals("ROLLED-BACK");
                say(
                        taken
                                ? "The good release is live. The bad one was seen on one host of " + HOSTS.size()
                                        + " and taken back by itself:"
                                : "That is not how it should end:");
                console.out().print(PushText.history(List.of(bad, good)).render(console.tableWidth()));
                return taken;
            }
        }
    }

    private DeployConfig config(Path fleet, DemoHosts hosts) throws IOException {
        String folders = HOSTS.stream()
                .map(host -> "  " + host + ": " + fleet.resolve(host) + "\n")
                .collect(Collectors.joining());
        String yaml = "fleet: demo\nlisten: 127.0.0.1:0\nbaseline: 1s\nlook-every: 500ms\n"
                + "steps: [{hosts: 10%, watch: 5s}, {hosts: 100%, watch: 5s}]\n"
                + "probe: {url: '" + hosts.address() + "', failures: 3}\n"
                + "trusted-keys: [key.pem.pub]\nfolders:\n" + folders;
        Path file = Files.writeString(folder.resolve("deploy.yaml"), yaml);
        return DeployConfig.read(file, yaml);
    }

    private Push push(DeployerClient client, SigningKey key, String name, String shop)
            throws IOException, InterruptedException {
        Path artifact = Files.createDirectories(folder.resolve("artifacts").resolve(name))
                .resolve("shop");
        Files.writeString(artifact, shop);
        GreenStatement green = new GreenStatement(
                Digest.of(artifact),
                new GreenStatement.Origin("demo-" + name, "demo", name, "main", time.epochMillis()),
                new TreeMap<>(),
                Digest.of(""),
                new TreeMap<>(),
                List.of(),
                0);
        say("");
        say("The " + name + " release: its tests are green, its certificate is signed, and out it goes.");
        Push push = client.start(StartPushRequest.newBuilder()
                .setRequestId("demo-" + name)
                .setBy("demo")
                .setArtifact(artifact.toString())
                .setCertificate(com.google.protobuf.ByteString.copyFrom(Envelope.sign(green, key)))
                .build());
        return PushEnd.await(client, push, console, time);
    }

    private void after(DeployerClient client, DemoHosts hosts) {
        console.out().print(PushText.fleet(client.fleet()).render(console.tableWidth()));
        say(hosts.customers() + ".");
    }

    private void say(String line) {
        console.out().println(line);
        console.out().flush();
    }
}
