package io.verdigrid.coordinator.rpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.verdigrid.coordinator.engine.GridView;
import io.verdigrid.coordinator.engine.Trunks;
import io.verdigrid.coordinator.store.BuildStore;
import io.verdigrid.protocol.grid.v1.GridState;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One watcher of the grid: the newest state, no faster than it is taken. Thread-safe. */
final class GridStream {
    private static final long LEAST_GAP_MS = 1000;

    private final BuildStore store;
    private final Trunks trunks;
    private final ServerCallStreamObserver<GridState> call;
    private final SerialTask sending;
    private final AtomicReference<@Nullable GridView> newest = new AtomicReference<>();

    @Nullable
    private volatile Status ending;

    @Nullable
    private volatile Runnable onEnd;

    // Touched by `sending` only.
    private GridState last = GridState.getDefaultInstance();
    private boolean over;

    /** Must be made before the call's handler returns. */
    GridStream(BuildStore store, Trunks trunks, ServerCallStreamObserver<GridState> call, Executor executor) {
        this.store = store;
        this.trunks = trunks;
        this.call = call;
        this.sending = new SerialTask(executor, this::send);
        call.setOnReadyHandler(sending::wake);
        call.setOnCancelHandler(sending::wake);
    }

    void start(Runnable whenOver) {
        onEnd = whenOver;
        sending.wake();
    }

    void seen(GridView view) {
        newest.set(view);
        sending.wake();
    }

    void end(Status status) {
        ending = status;
        sending.wake();
    }

    private void send() {
        Runnable end = onEnd;
        if (over || end == null) {
            return;
        }
        Status status = ending;
        if (call.isCancelled() || status != null) {
            over = true;
            end.run();
            if (status != null && !call.isCancelled()) {
                call.onError(status.asRuntimeException());
            }
        } else if (call.isReady()) {
            sendNewest();
        }
    }

    private void sendNewest() {
        GridView view = newest.get();
        if (view == null || view.nowMs() - last.getNowMs() < LEAST_GAP_MS) {
            // The next tick comes soon.
            return;
        }
        newest.set(null);
        GridState state = GridToWire.state(view, store, trunks.list(""));
        if (!state.toBuilder().setNowMs(last.getNowMs()).build().equals(last)) {
            last = state;
            call.onNext(state);
        }
    }
}
