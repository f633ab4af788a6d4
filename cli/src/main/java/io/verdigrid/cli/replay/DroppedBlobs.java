package io.verdigrid.cli.replay;

import io.grpc.stub.StreamObserver;
import io.verdigrid.protocol.blob.v1.BlobServiceGrpc.BlobServiceImplBase;
import io.verdigrid.protocol.blob.v1.UploadRequest;
import io.verdigrid.protocol.blob.v1.UploadResponse;

/** Takes outputs and stack traces, which nobody will read. Thread-safe. */
final class DroppedBlobs extends BlobServiceImplBase {
    @Override
    public StreamObserver<UploadRequest> upload(StreamObserver<UploadResponse> answer) {
        return new StreamObserver<>() {
            private int blobs;

            @Override
            public void onNext(UploadRequest part) {
                blobs += part.hasHeader() ? 1 : 0;
            }

            @Override
            public void onError(Throwable gone) {
                // There is nobody to answer.
            }

            @Override
            public void onCompleted() {
                answer.onNext(UploadResponse.newBuilder().setBlobs(blobs).build());
                answer.onCompleted();
            }
        };
    }
}
