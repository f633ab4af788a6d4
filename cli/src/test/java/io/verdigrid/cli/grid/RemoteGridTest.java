package io.verdigrid.cli.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.fakes.FakeCoordinator;
import io.verdigrid.cli.fakes.FakeTime;
import io.verdigrid.protocol.ClientChannels.Security;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RemoteGridTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FakeTime time = new FakeTime();

    @Test
    void waitsABoundedTimeForACoordinatorThatIsNotThere() throws IOException {
        String address = "127.0.0.1:" + freePort();

        assertThatThrownBy(() -> RemoteGrid.connect(address, Security.NONE, time, PATIENCE))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.exitCode()).isEqualTo(Exit.USAGE))
                .hasMessageStartingWith("no coordinator answers at " + address + " (waited 10.0 s): ")
                .hasMessageContaining("onnection refused");
        assertThat(Duration.ofNanos(time.nanos())).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
    }

    @Test
    void saysAtOnceThatTheTokenIsWrong() throws IOException {
        try (FakeCoordinator coordinator = new FakeCoordinator()) {
            coordinator.builds.refusal = Status.UNAUTHENTICATED.withDescription("unknown token");

            assertThatThrownBy(() -> RemoteGrid.connect(coordinator.address(), Security.NONE, time, PATIENCE))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.exitCode()).isEqualTo(Exit.USAGE))
                    .hasMessageContaining("refuses the token: unknown token")
                    .hasMessageContaining("VERDIGRID_TOKEN");
            assertThat(time.nanos()).isZero();
        }
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThatThrownBy(() -> RemoteGrid.connect("grid", Security.NONE, time, PATIENCE))
                .isInstanceOf(Problem.class)
                .hasMessage("--coordinator: not an address: 'grid'; wanted HOST:PORT, such as localhost:8470");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
