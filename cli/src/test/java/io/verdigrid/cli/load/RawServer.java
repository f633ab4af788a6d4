package io.verdigrid.cli.load;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.worker.v1.Ack;
import io.verdigrid.protocol.worker.v1.CoordinatorMessage;
import io.verdigrid.protocol.worker.v1.Report;
import io.verdigrid.protocol.worker.v1.Reports;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import io.verdigrid.protocol.worker.v1.WorkerServiceGrpc.WorkerServiceImplBase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What no coordinator can be faster than: takes the same messages over the same service and acknowledges them, at once or
 * when the same rows are durable, written by one thread, all that wait in one batch. It has no plan, no scheduler and no
 * state.
 */
final class RawServer extends WorkerServiceImplBase {
    private final LinkedBlockingQueue<Received> received = new LinkedBlockingQueue<>();

    @Nullable
    private final RawRows rows;

    private RawServer(@Nullable RawRows rows) {
        this.rows = rows;
    }

    private record Received(Reports reports, StreamObserver<CoordinatorMessage> from) {
        int attempts() {
            return (int)
                    reports.getReportsList().stream().filter(Report::hasAttempt).count();
        }

        int closed() {
            return reports.getReportsCount() - attempts();
        }

        void acknowledge() {
            long last = reports.getReports(reports.getReportsCount() - 1).getSequence();
            from.onNext(CoordinatorMessage.newBuilder()
                    .setAck(Ack.newBuilder().setSequence(last))
                    .build());
        }
    }

    /** Arguments: none, to acknowledge at once; or a database to take rows from, how many units it has, and a folder to write to. */
    public static void main(String[] args) throws Exception {
        LightFleet.quiet();
        RawRows rows =
                args.length == 0 ? null : new RawRows(Path.of(args[0]), Path.of(args[2]), Integer.parseInt(args[1]));
        RawServer service = new RawServer(rows);
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .directExecutor()
                .maxInboundMessageSize(Protocol.MAX_MESSAGE_BYTES)
                .addService(service)
                .build()
                .start();
        if (rows != null) {
            Thread writer = new Thread(service::write, "writer");
            writer.setDaemon(true);
            writer.start();
        }
        System.out.println("listens at 127.0.0.1:" + server.getPort());
        server.awaitTermination();
    }

    @Override
    public StreamObserver<WorkerMessage> synchronize(StreamObserver<CoordinatorMessage> to) {
        return new StreamObserver<>() {
            @Override
            public void onNext(WorkerMessage message) {
                Received next = new Received(message.getReports(), to);
                if (rows == null) {
                    next.acknowledge();
                } else {
                    received.add(next);
                }
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {
                to.onCompleted();
            }
        };
    }

    private void write() {
        try {
            List<Received> group = new ArrayList<>();
            while (rows != null) {
                group.add(received.take());
                received.drainTo(group);
                rows.write(
                        group.stream().mapToInt(Received::attempts).sum(),
                        group.stream().mapToInt(Received::closed).sum());
                group.forEach(Received::acknowledge);
                group.clear();
            }
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }
}
