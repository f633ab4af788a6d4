package io.verdigrid.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.protocol.push.v1.Host;
import io.verdigrid.protocol.push.v1.Push;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The whole, each part a process: revisions of a shop turn green on a grid and go, with nobody in between, to twelve hosts
 * that are folders, under the load of customers, watched through a real Prometheus. Those that hurt come back by themselves,
 * each for its own reason. Minutes are seconds here.
 */
@EnabledIfSystemProperty(
        named = "verdigrid.release",
        matches = "true",
        disabledReason = "what it measures holds on a machine that has nothing else to do: -Dverdigrid.release=true")
@Timeout(300)
class ReleaseIT {
    private static final List<String> HOSTS =
            IntStream.rangeClosed(1, 12).mapToObj(i -> "web-" + i).toList();
    /** Calls of each host in four seconds: with a build behind them that is a baseline in which nothing was switched. */
    private static final int QUIET = 4 * 40;

    @TempDir
    Path folder;

    private Shop shop;
    private LiveGrid grid;
    private LiveDeployer deployer;
    private String live = "first";

    private static Path hosts(Path fleet) throws IOException {
        for (String host : HOSTS) {
            Path first = Files.createDirectories(fleet.resolve(host).resolve("releases/first"));
            Files.writeString(first.resolve("shop"), Behaviour.GOOD.line("first"));
            Files.createSymbolicLink(fleet.resolve(host).resolve("current"), Path.of("releases", "first"));
        }
        return fleet;
    }

    private String config(Path fleet) {
        StringBuilder folders = new StringBuilder("folders:\n");
        HOSTS.forEach(host -> folders.append("  " + host + ": " + fleet.resolve(host) + "\n"));
        return """
                fleet: shop
                judge: ../judge.yaml
                baseline: 1s
                look-every: 1s
                lease: 20s
                steps: [{hosts: 33%%, watch: 9s}, {hosts: 100%%, watch: 4s}]
                reload: [sh, -c, 'test -s current/shop || { echo no shop; exit 1; }']
                trusted-keys: [../grid.pub]
                artifacts: ../artifacts/{revision}/shop
                coordinator: {address: '%s', block-branch: main}
                %s""".formatted(grid.address(), folders);
    }

    private static String judge(String prometheus) {
        String from = "from: {prometheus: '" + prometheus + "', label: host, query: '%s'}}\n";
        return """
                step: 1s
                before: 7s
                history: 7s
                settle: 1s
                metrics:
                """
                + "  latency: {margin: 5 %, "
                + from.formatted("(shop_seconds_sum - shop_seconds_sum offset 1s)"
                        + " / (shop_answers_total - shop_answers_total offset 1s)")
                + "  errors: {kind: count, margin: 50 %, "
                + from.formatted("shop_errors_total - shop_errors_total offset 1s")
                + "  orders: {kind: count, worse: lower, margin: 20 %, "
                + from.formatted("shop_orders_total - shop_orders_total offset 1s")
                + "  memory: {margin: 10 %, " + from.formatted("shop_memory_bytes");
    }

    @Test
    void goodReleaseStaysAndEachBadOneComesBackForItsOwnReason() throws Exception {
        Path fleet = hosts(folder.resolve("fleet"));
        shop = new Shop(HOSTS.stream().map(fleet::resolve).toList());
        try (Shop open = shop;
                Prometheus prometheus = Prometheus.start(folder.resolve("prometheus"), HOSTS, shop.ports());
                LiveGrid started = new LiveGrid(folder.resolve("grid"))) {
            open.open();
            grid = started;
            Files.writeString(folder.resolve("judge.yaml"), judge(prometheus.address));
            Files.writeString(folder.resolve("grid.pub"), grid.key());
            try (LiveDeployer process = new LiveDeployer(folder.resolve("deployer"), config(fleet))) {
                deployer = process;
                deployer.awaitReady();
                stays("good", Behaviour.GOOD, false);
                stays("busy", Behaviour.GOOD, true);
                comesBack("slower", new Behaviour(33, 0.25, 0.4, 0), "latency is HARM");
                comesBack("faulty", new Behaviour(30, 0.5, 0.4, 0), "errors is HARM");
                comesBack("dull", new Behaviour(30, 0.25, 0.2, 0), "orders is HARM");
                comesBack("leaky", new Behaviour(30, 0.25, 0.4, 8_000), "memory is HARM");
                comesBack("dead", Behaviour.NONE, "the reload hook ended with status 1: no shop");
            }
        }
    }

    private void green(String revision, String shop) throws Exception {
        Path artifact = Files.createDirectories(folder.resolve("artifacts").resolve(revision))
                .resolve("shop");
        Files.writeString(artifact, shop);
        grid.green(revision, artifact);
    }

    private void stays(String revision, Behaviour behaviour, boolean busyHour) throws Exception {
        green(revision, behaviour.line(revision));
        Push push;
        if (busyHour) {
            deployer.await(revision, Set.of("WATCH"));
            shop.busyHour(true);
        }
        push = deployer.await(revision, LiveDeployer.OVER);
        assertThat(push.getState()).as(push.getReason()).isEqualTo("DONE");
        live = push.getRelease();
        assertThat(deployer.fleet()).hasSize(12).extracting(Host::getCurrent).containsOnly(live);
        JsonNode told = grid.told();
        assertThat(told.path("event").asString()).isEqualTo("released");
        assertThat(told.path("title").asString()).isEqualTo("shop: " + live + " is live on 12 hosts");
        assertThat(told.path("text").asString()).contains("  " + revision + "  " + revision + "@example.com");
        assertThat(grid.blocks()).isEmpty();
        shop.busyHour(false);
    }

    private void comesBack(String revision, Behaviour behaviour, String why) throws Exception {
        shop.serve(QUIET);
        green(revision, behaviour.line(revision));
        Push push = deployer.await(revision, Set.of("BLOCKED", "DONE"));
        assertThat(push.getState()).as(push.getReason()).isEqualTo("BLOCKED");
        assertThat(push.getReason()).contains(why);
        assertThat(push.getHarm()).isTrue();
        assertThat(deployer.fleet()).hasSize(12).extracting(Host::getCurrent).containsOnly(live);
        assertThat(grid.blocks()).singleElement().satisfies(block -> {
            assertThat(block.getReason()).contains(why);
            assertThat(block.getRevision()).isEqualTo(revision);
        });
        JsonNode told = grid.told();
        assertThat(told.path("event").asString()).isEqualTo("rolled-back");
        assertThat(told.path("title").asString()).startsWith("rollback of shop: " + push.getRelease());
        assertThat(told.path("text").asString())
                .contains(why, "Live again: " + live + " on 12 hosts", "  " + revision + "@example.com");
        System.out.println(revision + ": " + push.getReason());
        grid.openTrunk();
    }
}
