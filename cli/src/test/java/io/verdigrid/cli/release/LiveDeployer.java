package io.verdigrid.cli.release;

import io.verdigrid.cli.push.DeployerClient;
import io.verdigrid.cli.system.Verdigrid;
import io.verdigrid.protocol.ClientChannels;
import io.verdigrid.protocol.push.v1.Host;
import io.verdigrid.protocol.push.v1.OrderPushRequest;
import io.verdigrid.protocol.push.v1.Push;
import io.verdigrid.protocol.push.v1.StartPushRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A deployer as a process, which can be killed and started again. */
final class LiveDeployer implements AutoCloseable {
    static final Set<String> OVER = Set.of("DONE", "ROLLED-BACK", "BLOCKED", "TAKEN-OVER", "OVERTAKEN");

    private final Path folder;
    private final Path config;
    private final String address = "127.0.0.1:" + Verdigrid.freePort();
    private Verdigrid process;
    private DeployerClient client;

    /** With this configuration, but for the key {@code listen}. */
    LiveDeployer(Path folder, String yaml) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        config = Files.writeString(folder.resolve("deploy.yaml"), "listen: '" + address + "'\n" + yaml);
        process = start();
        client = client();
    }

    private Verdigrid start() throws IOException, InterruptedException {
        return Verdigrid.start(
                folder, "deployer", List.of("deployer", "--config", config.toString(), "--data", folder + "/data"));
    }

    private DeployerClient client() throws IOException {
        return new DeployerClient(address, ClientChannels.open(address, ClientChannels.Security.NONE));
    }

    void awaitReady() throws IOException, InterruptedException {
        process.awaitLine("Deployer of ", 60);
    }

    void kill() {
        process.kill();
        client.close();
    }

    void startAgain() throws IOException, InterruptedException {
        process = start();
        client = client();
    }

    Path journal() {
        return folder.resolve("data").resolve("pushes.journal");
    }

    Push start(StartPushRequest request) {
        return client.start(request);
    }

    Push order(OrderPushRequest request) {
        return client.order(request);
    }

    /** Of the newest push; empty: there is none, or nobody answers yet. */
    String state() {
        return pushes().isEmpty() ? "" : pushes().get(0).getState();
    }

    List<Push> pushes() {
        return client.pushes(100).getPushesList();
    }

    List<Host> fleet() {
        return client.fleet();
    }

    /** Waits until the push of this revision, the newest, is in one of these states. */
    Push await(String revision, Set<String> states) throws InterruptedException, IOException {
        for (int tries = 0; tries < 900; tries++) {
            List<Push> pushes = pushes();
            if (!pushes.isEmpty()
                    && pushes.get(0).getRevision().equals(revision)
                    && states.contains(pushes.get(0).getState())) {
                return pushes.get(0);
            }
            pause();
        }
        throw new AssertionError(revision + " does not become " + states + ": " + pushes() + "\n" + process.output());
    }

    static void pause() throws InterruptedException {
        new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        kill();
    }
}
