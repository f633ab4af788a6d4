package io.verdigrid.cli.grid;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.protocol.ClientChannels;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.build.v1.ListBuildsRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A coordinator at an address. */
public final class RemoteGrid implements Grid {
    /** For the first answer of a coordinator. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration LEAST_DEADLINE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final String address;
    private final ManagedChannel channel;

    private RemoteGrid(String address, ManagedChannel channel) {
        this.address = address;
        this.channel = channel;
    }

    /** Connects and waits for a first answer, at most for {@code patience}. */
    public static RemoteGrid connect(
            String address, ClientChannels.Security security, TimeSource time, Duration patience) {
        RemoteGrid grid = new RemoteGrid(address, channel(address, security));
        try {
            grid.awaitAnswer(time, patience);
            return grid;
        } catch (RuntimeException e) {
            grid.close();
            throw e;
        }
    }

    /** A channel to that address that has not connected yet. */
    public static ManagedChannel channel(String address, ClientChannels.Security security) {
        try {
            return ClientChannels.open(address, security);
        } catch (IllegalArgumentException e) {
            throw Problem.input("--coordinator: " + e.getMessage());
        } catch (IOException e) {
            throw Problem.input("--tls-ca: cannot read "
                    + security.caCertificate().map(Object::toString).orElse("") + ": " + e.getMessage());
        }
    }

    private void awaitAnswer(TimeSource time, Duration patience) {
        long end = time.nanos() + patience.toNanos();
        String why = "it does not answer";
        while (true) {
            long left = Math.max(LEAST_DEADLINE.toNanos(), end - time.nanos());
            try {
                BuildServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(left, TimeUnit.NANOSECONDS)
                        .listBuilds(
                                ListBuildsRequest.newBuilder().setPageSize(1).build());
                return;
            } catch (StatusRuntimeException e) {
                if (!Answers.mayPass(e)) {
                    throw Answers.problem(address, e);
                }
                if (e.getStatus().getCode() != Status.Code.DEADLINE_EXCEEDED) {
                    why = Answers.description(e.getStatus());
                }
                if (time.nanos() - end + PAUSE.toNanos() > 0) {
                    throw Problem.input("no coordinator answers at " + address + " (waited " + HumanTime.of(patience)
                            + "): " + why + hint(why));
                }
            }
            pause(time);
            connectNow();
        }
    }

    private static String hint(String why) {
        boolean maybeTls =
                why.contains("closed") || why.contains("SSL") || why.contains("TLS") || why.contains("HTTP/2");
        return maybeTls ? "; does it want --tls, or not?" : "";
    }

    private static void pause(TimeSource time) {
        try {
            time.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.input("interrupted while connecting");
        }
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public String name() {
        return address;
    }

    @Override
    public void connectNow() {
        channel.resetConnectBackoff();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
