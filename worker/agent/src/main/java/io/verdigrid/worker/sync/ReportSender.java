package io.verdigrid.worker.sync;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.BlobRange;
import io.verdigrid.protocol.worker.v1.Report;
import io.verdigrid.protocol.worker.v1.Reports;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import io.verdigrid.worker.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is in the spool over whatever link there is, packs first; on a new link from the oldest on. */
final class ReportSender implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReportSender.class);
    private static final int MESSAGE_BYTES = 1 << 20;
    private static final int UPLOAD_TRIES = 5;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Spool spool;
    private final PackFiles packs;
    private final BlobClient blobs;
    private final TimeSource time;
    private final Thread thread = new Thread(this::send, "reports");
    private @Nullable Link link;
    private long sent;
    private boolean closed;

    ReportSender(Spool spool, PackFiles packs, BlobClient blobs, TimeSource time) {
        this.spool = spool;
        this.packs = packs;
        this.blobs = blobs;
        this.time = time;
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends over this link from now on. */
    synchronized void use(Link next) {
        link = next;
        sent = spool.acknowledged();
        notifyAll();
    }

    /** Something may have changed: a record came, the link takes more or has ended. */
    synchronized void wake() {
        notifyAll();
    }

    private void send() {
        try {
            while (true) {
                Link to = await();
                if (to == null) {
                    return;
                }
                try {
                    sendSome(to);
                } catch (IOException e) {
                    log.error("The spool can't be read", e);
                    time.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The link when there is something to send and it takes it; null at the end. */
    private synchronized @Nullable Link await() throws InterruptedException {
        while (!closed) {
            if (link != null && link.isReady() && spool.last() > sent) {
                return link;
            }
            wait();
        }
        return null;
    }

    private void sendSome(Link to) throws IOException, InterruptedException {
        long from;
        synchronized (this) {
            from = sent + 1;
        }
        Reports.Builder reports = Reports.newBuilder();
        Set<Digest> needed = new LinkedHashSet<>();
        for (Spool.Kept kept : spool.read(from, Protocol.MAX_TESTS_PER_MESSAGE, MESSAGE_BYTES)) {
            Report report = parse(kept);
            ranges(report)
                    .map(BlobRange::getDigest)
                    .filter(digest -> !digest.isEmpty())
                    .forEach(digest -> needed.add(new Digest(digest)));
            reports.addReports(report);
        }
        upload(needed.stream().filter(packs::isKept).toList());
        int count = reports.getReportsCount();
        if (count == 0) {
            return;
        }
        synchronized (this) {
            if (link != to) {
                return;
            }
            sent = reports.getReports(count - 1).getSequence();
        }
        to.send(WorkerMessage.newBuilder().setReports(reports).build());
    }

    private static Report parse(Spool.Kept kept) throws InvalidProtocolBufferException {
        return Report.parseFrom(kept.body()).toBuilder()
                .setSequence(kept.sequence())
                .build();
    }

    private static Stream<BlobRange> ranges(Report report) {
        if (!report.hasAttempt()) {
            return Stream.of();
        }
        Attempt attempt = report.getAttempt().getAttempt();
        return Stream.of(
                attempt.getStdout(), attempt.getStderr(), attempt.getFailure().getStackBlob());
    }

    /** Tries some times; a verdict is worth more than an output that the coordinator will not take. */
    private void upload(List<Digest> digests) throws InterruptedException {
        for (int attempt = 1; !digests.isEmpty(); attempt++) {
            try {
                List<BlobClient.Source> sources = new ArrayList<>();
                for (Digest digest : digests) {
                    sources.add(new BlobClient.Source(
                            digest, Files.size(packs.file(digest)), () -> Files.newInputStream(packs.file(digest))));
                }
                blobs.upload(sources);
                break;
            } catch (NoSuchFileException gone) {
                log.warn("A pack of outputs is gone: {}", gone.getMessage());
                break;
            } catch (IOException | StatusRuntimeException e) {
                boolean lost = Status.fromThrowable(e).getCode() == Status.Code.UNAVAILABLE;
                if (isLinkDown() && lost) {
                    return;
                }
                if (attempt >= UPLOAD_TRIES) {
                    log.warn("Outputs of tests are lost, since the coordinator does not take them: {}", e.getMessage());
                    break;
                }
                time.sleep(PAUSE);
            }
        }
        for (Digest digest : digests) {
            try {
                packs.drop(digest);
            } catch (IOException e) {
                log.warn("A pack could not be deleted", e);
            }
        }
    }

    private synchronized boolean isLinkDown() {
        return closed || link == null || link.end().isDone();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
    }
}
