package io.verdigrid.coordinator.rpc;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.verdigrid.coordinator.engine.BuildListener;
import io.verdigrid.coordinator.engine.Engine;
import io.verdigrid.coordinator.engine.LiveOutput;
import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.scheduler.BuildProgress;
import io.verdigrid.coordinator.store.BuildStore;
import io.verdigrid.coordinator.store.RecordedAttempt;
import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.build.v1.BuildEvent;
import io.verdigrid.protocol.build.v1.OutputChunk;
import io.verdigrid.protocol.build.v1.Progress;
import io.verdigrid.protocol.build.v1.TestResult;
import io.verdigrid.protocol.common.v1.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One watcher's events.
 *
 * <p>Thread-safe. Results are asked for by cursor, whenever the watcher takes more: a slow one misses none and holds no memory,
 * and one that keeps up costs no read of the disk; progress is the newest only, and notices and output beyond a bound are dropped.
 */
final class WatchStream implements BuildListener {
    private static final int MAX_OUTPUTS = 256;
    private static final int MAX_NOTICES = 64;

    private final Engine engine;
    private final BuildStore store;
    private final String buildId;
    private final boolean wantsOutput;
    private final ServerCallStreamObserver<BuildEvent> call;
    private final SerialTask sending;
    private final ArrayBlockingQueue<String> notices = new ArrayBlockingQueue<>(MAX_NOTICES);
    private final ArrayBlockingQueue<LiveOutput> outputs = new ArrayBlockingQueue<>(MAX_OUTPUTS);

    @Nullable
    private volatile BuildProgress progress;

    /** Nobody has looked since the build may have ended. */
    private volatile boolean mayHaveEnded = true;

    @Nullable
    private volatile Status ending;

    @Nullable
    private volatile Runnable onEnd;

    // Touched by `sending` only.
    private long cursor;
    private Progress lastProgress = Progress.getDefaultInstance();
    private boolean over;

    /** Must be made before the call's handler returns. */
    WatchStream(
            Engine engine,
            BuildStore store,
            String buildId,
            long cursor,
            boolean wantsOutput,
            ServerCallStreamObserver<BuildEvent> call,
            Executor executor) {
        this.engine = engine;
        this.store = store;
        this.buildId = buildId;
        this.cursor = cursor;
        this.wantsOutput = wantsOutput;
        this.call = call;
        this.sending = new SerialTask(executor, this::send);
        call.setOnReadyHandler(sending::wake);
        call.setOnCancelHandler(sending::wake);
    }

    /** Begins; {@code onEnd} is run when nothing more will be sent. */
    void start(Runnable onEnd) {
        this.onEnd = onEnd;
        sending.wake();
    }

    @Override
    public void recorded() {
        sending.wake();
    }

    @Override
    public void ended() {
        mayHaveEnded = true;
        sending.wake();
    }

    @Override
    public void progress(BuildProgress now) {
        progress = now;
        sending.wake();
    }

    @Override
    public void notice(String text) {
        if (notices.offer(text)) {
            sending.wake();
        }
    }

    @Override
    public void output(LiveOutput output) {
        if (wantsOutput && outputs.offer(output)) {
            sending.wake();
        }
    }

    /** Ends the call with this status. */
    void end(Status status) {
        ending = status;
        sending.wake();
    }

    private void send() {
        if (over || onEnd == null) {
            return;
        }
        try {
            Status status = ending;
            if (call.isCancelled()) {
                over();
            } else if (status != null) {
                over();
                call.onError(status.asRuntimeException());
            } else {
                sendWhileReady();
            }
        } catch (RuntimeException e) {
            over();
            call.onError(Failures.of(e));
        }
    }

    private void over() {
        over = true;
        Runnable end = onEnd;
        if (end != null) {
            end.run();
        }
    }

    private void sendWhileReady() {
        while (call.isReady() && !over) {
            sendSoft();
            // Read before the results: what ended has all its results in the store.
            BuildRecord build = null;
            if (mayHaveEnded || progress != null) {
                mayHaveEnded = false;
                build = store.build(buildId).orElse(null);
                if (build == null) {
                    over();
                    call.onError(BuildEndpoint.noSuchBuild(buildId));
                    return;
                }
            }
            boolean ended = build != null && build.status().isEnd();
            if (ended) {
                mayHaveEnded = true;
            }
            boolean sent = sendResults(ended);
            if (build != null && ended && !sent) {
                over();
                call.onNext(BuildEvent.newBuilder()
                        .setCursor(cursor + 1)
                        .setEnded(BuildToWire.build(build, store))
                        .build());
                call.onCompleted();
                return;
            }
            sent |= build != null && sendProgress(build);
            if (!sent && notices.isEmpty() && outputs.isEmpty()) {
                return;
            }
        }
    }

    private void sendSoft() {
        for (String text = notices.poll(); text != null; text = notices.poll()) {
            call.onNext(event().setNotice(BuildEvent.Notice.newBuilder().setText(text))
                    .build());
        }
        for (LiveOutput output = outputs.poll(); output != null; output = call.isReady() ? outputs.poll() : null) {
            call.onNext(event().setOutput(OutputChunk.newBuilder()
                            .setModule(output.module())
                            .setUniqueId(output.uniqueId())
                            .setStream(output.error() ? OutputStream.OUTPUT_STREAM_ERR : OutputStream.OUTPUT_STREAM_OUT)
                            .setData(UnsafeByteOperations.unsafeWrap(output.data())))
                    .build());
        }
    }

    private boolean sendResults(boolean ended) {
        int limit = Protocol.MAX_TESTS_PER_MESSAGE;
        // The engine may not have heard of the last ones of a build that has ended.
        Optional<List<RecordedAttempt>> recent =
                ended ? Optional.empty() : engine.recentAttempts(buildId, cursor, limit);
        List<RecordedAttempt> attempts = recent.orElseGet(() -> store.attempts(buildId, cursor, limit));
        Batch<TestResult> batch = new Batch<>();
        for (RecordedAttempt attempt : attempts) {
            cursor = attempt.position();
            batch.add(ToWire.result(attempt));
            if (batch.isFull()) {
                break;
            }
        }
        if (batch.isEmpty()) {
            return false;
        }
        call.onNext(event().setResults(BuildEvent.Results.newBuilder().addAllResults(batch.take()))
                .build());
        return true;
    }

    private boolean sendProgress(BuildRecord build) {
        BuildProgress now = progress;
        if (now == null) {
            return false;
        }
        progress = null;
        Progress message = BuildToWire.progress(now, build.counts());
        // Who waits for a first worker counts the time by these, in which nothing else changes.
        if (message.equals(lastProgress) && message.getWorkers() > 0) {
            return false;
        }
        lastProgress = message;
        call.onNext(event().setProgress(message).build());
        return true;
    }

    private BuildEvent.Builder event() {
        return BuildEvent.newBuilder().setCursor(cursor);
    }
}
