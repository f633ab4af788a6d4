package io.verdigrid.coordinator.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.verdigrid.protocol.ClientChannels;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.worker.v1.Lease;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A class whose plan, and what is left of it after a loss, are far larger than the messages that both ends like to send. */
class LargeClassTest {
    private static final int TESTS = 60_000;
    private static final FakeUnit UNIT = FakeUnit.of(
                    "LargeTest",
                    IntStream.range(0, TESTS)
                            .mapToObj(i -> "a long name ".repeat(16) + i)
                            .toArray(String[]::new))
            .inOrder();

    @Test
    void travelsWholeInBothDirections() throws Exception {
        try (GridUnderTest grid = new GridUnderTest()) {
            int port = grid.services.listen(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    InsecureServerCredentials.create(),
                    Optional.empty());
            ManagedChannel channel = ClientChannels.open("127.0.0.1:" + port, ClientChannels.Security.NONE);
            try {
                FakeWorker worker = new FakeWorker("w1").connect(channel);
                grid.submit(0);
                assertThat(UNIT.planned().getSerializedSize()).isGreaterThan(32 << 20);
                worker.discover(worker.onlyLease(), UNIT);
                Lease lease = worker.onlyLease();
                worker.finish(lease, UNIT.test(0), Outcome.OUTCOME_PASSED);
                worker.close(lease, LeaseClosed.Ending.ENDING_RUNNER_KILLED);
                Lease rest = worker.onlyLease();
                assertThat(rest.getLeavesCount()).isEqualTo(TESTS - 1);
                assertThat(rest.getSerializedSize()).isGreaterThan(8 << 20);
            } finally {
                channel.shutdownNow();
            }
        }
    }
}
