package io.verdigrid.worker;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.blob.v1.BlobHeader;
import io.verdigrid.protocol.blob.v1.BlobServiceGrpc;
import io.verdigrid.protocol.blob.v1.DownloadRequest;
import io.verdigrid.protocol.blob.v1.DownloadResponse;
import io.verdigrid.protocol.blob.v1.UploadRequest;
import io.verdigrid.protocol.blob.v1.UploadResponse;
import io.verdigrid.protocol.worker.v1.Ack;
import io.verdigrid.protocol.worker.v1.BuildEnded;
import io.verdigrid.protocol.worker.v1.CoordinatorMessage;
import io.verdigrid.protocol.worker.v1.Grant;
import io.verdigrid.protocol.worker.v1.Hello;
import io.verdigrid.protocol.worker.v1.Lease;
import io.verdigrid.protocol.worker.v1.Report;
import io.verdigrid.protocol.worker.v1.Revoke;
import io.verdigrid.protocol.worker.v1.Welcome;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import io.verdigrid.protocol.worker.v1.WorkerServiceGrpc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A coordinator that does what a test tells it to, and remembers all that a worker says. */
public final class FakeCoordinator implements AutoCloseable {
    private static final long PATIENCE_S = 60;

    /** Blobs by digest: those to be fetched, and those uploaded. */
    public final Map<Digest, byte[]> blobs = new ConcurrentHashMap<>();

    /** Each Hello. */
    public final BlockingQueue<Hello> hellos = new LinkedBlockingQueue<>();

    /** Each report, as often as it comes. */
    public final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();

    /** Everything else. */
    public final BlockingQueue<WorkerMessage> others = new LinkedBlockingQueue<>();

    private final String name = InProcessServerBuilder.generateName();
    private final Server server;
    private final ManagedChannel channel;
    private final List<Long> keep = new ArrayList<>();
    private volatile boolean acknowledging = true;
    private volatile @Nullable Status refusal;
    private volatile @Nullable StreamObserver<CoordinatorMessage> stream;

    public FakeCoordinator() throws IOException {
        server = InProcessServerBuilder.forName(name)
                .addService(new Workers())
                .addService(new Blobs())
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).build();
    }

    public ManagedChannel channel() {
        return channel;
    }

    /** Whether reports are acknowledged as they come. */
    public FakeCoordinator acknowledging(boolean yes) {
        acknowledging = yes;
        return this;
    }

    /** The next Hello is answered with this. */
    public void refuse(Status status) {
        refusal = status;
    }

    /** Each Welcome names these from now on. */
    public void keep(long... leases) {
        keep.clear();
        for (long lease : leases) {
            keep.add(lease);
        }
    }

    /** The connection breaks. */
    public void hangUp() {
        to().onError(Status.UNAVAILABLE.withDescription("hung up").asRuntimeException());
    }

    public void grant(int slot, Lease... leases) {
        send(CoordinatorMessage.newBuilder()
                .setGrant(Grant.newBuilder().setSlot(slot).addAllLeases(List.of(leases))));
    }

    public void revoke(long lease, String reason) {
        send(CoordinatorMessage.newBuilder()
                .setRevoke(Revoke.newBuilder().setLeaseId(lease).setReason(reason)));
    }

    public void endBuild(String build) {
        send(CoordinatorMessage.newBuilder()
                .setBuildEnded(BuildEnded.newBuilder().setBuildId(build)));
    }

    public void acknowledge(long sequence) {
        send(CoordinatorMessage.newBuilder().setAck(Ack.newBuilder().setSequence(sequence)));
    }

    /** Takes reports of this lease up to its closing; those of others are forgotten. */
    public List<Report> untilClosed(long lease) throws InterruptedException, TimeoutException {
        List<Report> all = new ArrayList<>();
        while (true) {
            Report report = await(reports);
            if (report.getLeaseId() == lease) {
                all.add(report);
                if (report.hasClosed()) {
                    return all;
                }
            }
        }
    }

    /** The queue's next, waited for. */
    public static <T> T await(BlockingQueue<T> queue) throws InterruptedException, TimeoutException {
        T next = queue.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (next == null) {
            throw new TimeoutException("nothing came in " + PATIENCE_S + " s");
        }
        return next;
    }

    private synchronized void send(CoordinatorMessage.Builder message) {
        to().onNext(message.build());
    }

    private StreamObserver<CoordinatorMessage> to() {
        StreamObserver<CoordinatorMessage> to = stream;
        if (to == null) {
            throw new IllegalStateException("no worker is connected");
        }
        return to;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    private final class Workers extends WorkerServiceGrpc.WorkerServiceImplBase {
        @Override
        public StreamObserver<WorkerMessage> synchronize(StreamObserver<CoordinatorMessage> answers) {
            return new StreamObserver<>() {
                @Override
                public void onNext(WorkerMessage message) {
                    take(answers, message);
                }

                @Override
                public void onError(Throwable gone) {}

                @Override
                public void onCompleted() {
                    answers.onCompleted();
                }
            };
        }

        private void take(StreamObserver<CoordinatorMessage> answers, WorkerMessage message) {
            switch (message.getMessageCase()) {
                case HELLO -> {
                    Status no = refusal;
                    if (no != null) {
                        refusal = null;
                        answers.onError(no.asRuntimeException());
                        return;
                    }
                    stream = answers;
                    send(CoordinatorMessage.newBuilder()
                            .setWelcome(Welcome.newBuilder()
                                    .setEpoch(1)
                                    .setHeartbeatMs(100)
                                    .addAllKeep(keep)));
                    hellos.add(message.getHello());
                }
                case REPORTS -> {
                    reports.addAll(message.getReports().getReportsList());
                    if (acknowledging) {
                        int last = message.getReports().getReportsCount() - 1;
                        acknowledge(message.getReports().getReports(last).getSequence());
                    }
                }
                default -> others.add(message);
            }
        }
    }

    private final class Blobs extends BlobServiceGrpc.BlobServiceImplBase {
        @Override
        public void download(DownloadRequest request, StreamObserver<DownloadResponse> answers) {
            for (String hex : request.getDigestsList()) {
                byte[] content = blobs.get(new Digest(hex));
                if (content == null) {
                    answers.onError(Status.NOT_FOUND.withDescription(hex).asRuntimeException());
                    return;
                }
                answers.onNext(DownloadResponse.newBuilder()
                        .setHeader(BlobHeader.newBuilder().setDigest(hex).setSize(content.length))
                        .build());
                answers.onNext(DownloadResponse.newBuilder()
                        .setData(ByteString.copyFrom(content))
                        .build());
            }
            answers.onCompleted();
        }

        @Override
        public StreamObserver<UploadRequest> upload(StreamObserver<UploadResponse> answers) {
            return new StreamObserver<>() {
                private final Set<Digest> digests = new TreeSet<>();
                private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

                @Override
                public void onNext(UploadRequest part) {
                    if (part.hasHeader()) {
                        keepBlob();
                        digests.add(new Digest(part.getHeader().getDigest()));
                    } else {
                        bytes.writeBytes(part.getData().toByteArray());
                    }
                }

                @Override
                public void onError(Throwable gone) {}

                @Override
                public void onCompleted() {
                    keepBlob();
                    answers.onNext(
                            UploadResponse.newBuilder().setBlobs(digests.size()).build());
                    answers.onCompleted();
                }

                private void keepBlob() {
                    if (!digests.isEmpty()) {
                        byte[] content = bytes.toByteArray();
                        blobs.put(Digest.of(content), content);
                        bytes.reset();
                    }
                }
            };
        }
    }
}
