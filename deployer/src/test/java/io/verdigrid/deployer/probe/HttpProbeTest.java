package io.verdigrid.deployer.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.verdigrid.deployer.rollout.Watch;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpProbeTest {
    private final Set<String> sick = new ConcurrentSkipListSet<>();
    private HttpServer server;
    private HttpProbe probe;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String host = exchange.getRequestURI().getPath().substring(1);
            exchange.sendResponseHeaders(sick.contains(host) ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/{host}";
        probe = new HttpProbe(address, Duration.ofSeconds(20), 3);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Watch.Look look(Watch.Phase phase, int since) throws InterruptedException {
        return probe.look(new Watch.View(
                1, "r", phase, List.of("a"), List.of("b"), Duration.ofSeconds(since), Duration.ofSeconds(60)));
    }

    @Test
    void harmIsWhatFailsOnASwitchedHostAgainAndAgain() throws Exception {
        sick.add("a");
        assertThat(look(Watch.Phase.SOME, 0).harm()).isEmpty();
        assertThat(look(Watch.Phase.SOME, 10).harm()).isEmpty();
        assertThat(look(Watch.Phase.SOME, 20).harm())
                .hasValueSatisfying(
                        harm -> assertThat(harm).contains("on a answered 503, 3 times in a row (bound: 3)"));
    }

    @Test
    void oneFailureIsForgivenButNotAtTheEnd() throws Exception {
        sick.add("a");
        assertThat(look(Watch.Phase.SOME, 0).harm()).isEmpty();
        sick.clear();
        assertThat(look(Watch.Phase.SOME, 10).harm()).isEmpty();
        sick.add("a");
        assertThat(look(Watch.Phase.SOME, 20).harm()).isEmpty();
        assertThat(look(Watch.Phase.SOME, 60).harm()).isPresent();
    }

    @Test
    void hostsThatAreNotSwitchedCountBeforeOnly() throws Exception {
        sick.add("b");
        assertThat(look(Watch.Phase.SOME, 60).harm()).isEmpty();
        assertThat(look(Watch.Phase.BASELINE, 60).harm()).isPresent();
    }

    @Test
    void silenceIsAFailure() throws Exception {
        server.stop(0);
        assertThat(look(Watch.Phase.SOME, 60).harm())
                .hasValueSatisfying(harm -> assertThat(harm).contains("on a did not answer"));
    }
}
