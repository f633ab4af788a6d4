package io.verdigrid.coordinator.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.verdigrid.coordinator.engine.Engine;
import io.verdigrid.protocol.worker.v1.CoordinatorMessage;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import io.verdigrid.protocol.worker.v1.WorkerServiceGrpc.WorkerServiceImplBase;

/** WorkerService over the engine. Thread-safe; no handler blocks. */
final class WorkerEndpoint extends WorkerServiceImplBase {
    private final Engine engine;
    private final OpenStreams streams;

    WorkerEndpoint(Engine engine, OpenStreams streams) {
        this.engine = engine;
        this.streams = streams;
    }

    @Override
    public StreamObserver<WorkerMessage> synchronize(StreamObserver<CoordinatorMessage> to) {
        WorkerStream stream = new WorkerStream(engine, (ServerCallStreamObserver<CoordinatorMessage>) to);
        stream.start(streams.add(stream::fail));
        return stream;
    }
}
