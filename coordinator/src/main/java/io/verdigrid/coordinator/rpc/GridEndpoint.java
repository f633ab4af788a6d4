package io.verdigrid.coordinator.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.verdigrid.coordinator.engine.Engine;
import io.verdigrid.coordinator.store.BuildStore;
import io.verdigrid.protocol.grid.v1.GridServiceGrpc.GridServiceImplBase;
import io.verdigrid.protocol.grid.v1.GridState;
import io.verdigrid.protocol.grid.v1.WatchGridRequest;

/** GridService over the engine. Thread-safe; no handler blocks. */
final class GridEndpoint extends GridServiceImplBase {
    private final Engine engine;
    private final BuildStore store;
    private final RpcThreads threads;
    private final OpenStreams streams;

    GridEndpoint(Engine engine, BuildStore store, RpcThreads threads, OpenStreams streams) {
        this.engine = engine;
        this.store = store;
        this.threads = threads;
        this.streams = streams;
    }

    @Override
    public void watchGrid(WatchGridRequest request, StreamObserver<GridState> to) {
        GridStream stream =
                new GridStream(store, engine.trunks(), (ServerCallStreamObserver<GridState>) to, threads.reads());
        Runnable unwatch = engine.watchGrid(stream::seen);
        Runnable forget = streams.add(stream::end);
        stream.start(() -> {
            unwatch.run();
            forget.run();
        });
    }
}
