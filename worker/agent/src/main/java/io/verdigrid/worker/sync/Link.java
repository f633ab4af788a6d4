package io.verdigrid.worker.sync;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.verdigrid.protocol.worker.v1.CoordinatorMessage;
import io.verdigrid.protocol.worker.v1.Hello;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import io.verdigrid.protocol.worker.v1.WorkerServiceGrpc;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One stream to the coordinator, from its Hello to its end. Thread-safe. */
final class Link implements ClientResponseObserver<WorkerMessage, CoordinatorMessage> {
    private final BiConsumer<Link, CoordinatorMessage> messages;
    private final Runnable ready;
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private volatile @Nullable ClientCallStreamObserver<WorkerMessage> out;
    private volatile boolean welcomed;

    /** {@code ready} is called when it may take more, and when it ended. */
    Link(BiConsumer<Link, CoordinatorMessage> messages, Runnable ready) {
        this.messages = messages;
        this.ready = ready;
    }

    synchronized void open(Channel channel, Hello hello) {
        if (!end.isDone()) {
            WorkerServiceGrpc.newStub(channel).synchronize(this);
            send(WorkerMessage.newBuilder().setHello(hello).build());
        }
    }

    /** Sends it if the stream is still up. */
    synchronized void send(WorkerMessage message) {
        ClientCallStreamObserver<WorkerMessage> to = out;
        if (to != null && !end.isDone()) {
            try {
                to.onNext(message);
            } catch (IllegalStateException ended) {
                end.complete(Status.CANCELLED.withDescription(ended.getMessage()));
            }
        }
    }

    /** It was welcomed, and takes more without gathering it in memory. */
    boolean isReady() {
        ClientCallStreamObserver<WorkerMessage> to = out;
        return welcomed && to != null && !end.isDone() && to.isReady();
    }

    boolean wasWelcomed() {
        return welcomed;
    }

    void welcome() {
        welcomed = true;
        ready.run();
    }

    /** Completes with what ended it. */
    CompletableFuture<Status> end() {
        return end;
    }

    /** Ends it in good order. */
    synchronized void finish() {
        ClientCallStreamObserver<WorkerMessage> to = out;
        if (to != null && !end.isDone()) {
            to.onCompleted();
        }
    }

    synchronized void cancel() {
        ClientCallStreamObserver<WorkerMessage> to = out;
        if (to != null) {
            to.cancel("the worker ends", null);
        }
        end.complete(Status.CANCELLED);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WorkerMessage> stream) {
        out = stream;
        stream.setOnReadyHandler(ready);
    }

    @Override
    public void onNext(CoordinatorMessage message) {
        messages.accept(this, message);
    }

    @Override
    public void onError(Throwable failure) {
        end.complete(Status.fromThrowable(failure));
        ready.run();
    }

    @Override
    public void onCompleted() {
        end.complete(Status.UNAVAILABLE.withDescription("the coordinator ended the stream"));
        ready.run();
    }
}
