package io.verdigrid.worker.sync;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.worker.v1.CoordinatorMessage;
import io.verdigrid.protocol.worker.v1.Welcome;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import io.verdigrid.worker.model.Duty;
import io.verdigrid.worker.model.Lease;
import io.verdigrid.worker.model.WorkerProblem;
import io.verdigrid.worker.spool.Spool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a stream to the coordinator up, for ever; says Hello, beats, and passes on what the coordinator says. */
final class Synchronizer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Synchronizer.class);

    /** Asking again would change nothing: another protocol, a wrong token. */
    private static final Set<Status.Code> FINAL =
            EnumSet.of(Status.Code.FAILED_PRECONDITION, Status.Code.UNAUTHENTICATED, Status.Code.PERMISSION_DENIED);

    private static final int DEFAULT_HEARTBEAT_MS = 1000;

    /** How often to say that there is still no coordinator. */
    private static final Duration SAY_EACH = Duration.ofMinutes(1);

    private final Identity identity;
    private final Channel channel;
    private final TimeSource time;
    private final Duty duty;
    private final Ends ends;
    private final Consumer<WorkerProblem> refused;
    private final Thread links = new Thread(this::keepLinked, "link");
    private final Thread beats = new Thread(this::beat, "heartbeat");
    private volatile @Nullable Link current;
    private volatile Set<Long> said = Set.of();
    private volatile int heartbeatMs = DEFAULT_HEARTBEAT_MS;
    private volatile boolean closed;

    /** What else has to do with a stream. */
    record Ends(Spool spool, ReportSender sender, Closings closings) {}

    Synchronizer(
            Identity identity,
            Channel channel,
            TimeSource time,
            Duty duty,
            Ends ends,
            Consumer<WorkerProblem> refused) {
        this.identity = identity;
        this.channel = channel;
        this.time = time;
        this.duty = duty;
        this.ends = ends;
        this.refused = refused;
    }

    void start() {
        links.setDaemon(true);
        links.start();
        beats.setDaemon(true);
        beats.start();
    }

    /** Sends it if the stream takes it without waiting. */
    void offer(WorkerMessage message) {
        Link link = current;
        if (link != null && link.isReady()) {
            link.send(message);
        }
    }

    /** Sends it if there is a stream. */
    void tell(WorkerMessage message) {
        Link link = current;
        if (link != null && link.wasWelcomed()) {
            link.send(message);
        }
    }

    private void keepLinked() {
        Backoff backoff = new Backoff();
        // 0: never.
        long saidAway = 0;
        try {
            while (!closed) {
                if (channel instanceof ManagedChannel managed) {
                    // Else gRPC itself waits up to two minutes before it tries again.
                    managed.resetConnectBackoff();
                }
                Link link = new Link(this::receive, ends.sender()::wake);
                current = link;
                Collection<Lease> held = held();
                Set<Long> ids = new HashSet<>();
                held.forEach(lease -> ids.add(lease.key().leaseId()));
                said = ids;
                link.open(channel, LeaseCodec.hello(identity, held, duty.draining()));
                Status status = link.end().get();
                if (closed) {
                    return;
                }
                if (FINAL.contains(status.getCode())) {
                    refused.accept(new WorkerProblem("the coordinator refused this worker: "
                            + (status.getDescription() == null ? status.getCode() : status.getDescription())));
                    return;
                }
                if (link.wasWelcomed()) {
                    backoff.reset();
                    log.warn("The coordinator is away: {}; leases go on meanwhile", reason(status));
                    saidAway = time.nanos();
                } else if (saidAway == 0 || time.nanos() - saidAway >= SAY_EACH.toNanos()) {
                    log.warn(
                            "No coordinator answers at {}: {}; trying until one does",
                            channel.authority(),
                            reason(status));
                    saidAway = time.nanos();
                }
                time.sleep(backoff.next());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            refused.accept(new WorkerProblem("the worker failed: " + e, e));
        }
    }

    private static String reason(Status status) {
        Throwable cause = status.getCause();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause != null && cause.getMessage() != null) {
            return cause.getMessage();
        }
        return status.getDescription() == null ? status.getCode().name() : status.getDescription();
    }

    private Collection<Lease> held() {
        Map<Long, Lease> held = new LinkedHashMap<>();
        duty.held().forEach(lease -> held.put(lease.key().leaseId(), lease));
        ends.closings()
                .unsettled()
                .forEach(lease -> held.putIfAbsent(lease.key().leaseId(), lease));
        return held.values();
    }

    private void receive(Link link, CoordinatorMessage message) {
        if (link != current || closed) {
            return;
        }
        try {
            switch (message.getMessageCase()) {
                case WELCOME -> welcome(link, message.getWelcome());
                case GRANT -> duty.grant(message.getGrant().getSlot(), LeaseCodec.leases(message.getGrant()));
                case REVOKE ->
                    duty.revoke(
                            message.getRevoke().getLeaseId(),
                            message.getRevoke().getReason());
                case ACK -> acknowledge(message.getAck().getSequence());
                case BUILD_ENDED -> duty.buildEnded(message.getBuildEnded().getBuildId());
                case MESSAGE_NOT_SET -> log.warn("The coordinator said something that this version doesn't know");
            }
        } catch (IllegalArgumentException | IOException e) {
            log.error("A message of the coordinator could not be obeyed: {}", message.getMessageCase(), e);
        }
    }

    private void welcome(Link link, Welcome welcome) {
        if (welcome.getHeartbeatMs() > 0) {
            heartbeatMs = welcome.getHeartbeatMs();
        }
        duty.welcome(said, Set.copyOf(welcome.getKeepList()), Set.copyOf(welcome.getOpenBuildsList()));
        log.info("Connected to the coordinator (its boot {}) as {}", welcome.getEpoch(), identity.workerId());
        ends.sender().use(link);
        link.welcome();
    }

    private void acknowledge(long sequence) throws IOException {
        ends.spool().acknowledge(sequence);
        ends.closings().acknowledged(sequence);
    }

    private void beat() {
        try {
            while (!closed) {
                time.sleep(Duration.ofMillis(heartbeatMs));
                double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
                offer(WorkerMessage.newBuilder()
                        .setHeartbeat(LeaseCodec.heartbeat(load, duty.running()))
                        .build());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the stream; in good order if it is up. */
    @Override
    public void close() {
        closed = true;
        Link link = current;
        if (link != null) {
            link.finish();
            link.cancel();
        }
        links.interrupt();
        beats.interrupt();
    }
}
