package io.verdigrid.coordinator.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.verdigrid.coordinator.store.BlobStore;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.blob.v1.BlobServiceGrpc.BlobServiceImplBase;
import io.verdigrid.protocol.blob.v1.DownloadRequest;
import io.verdigrid.protocol.blob.v1.DownloadResponse;
import io.verdigrid.protocol.blob.v1.FindMissingRequest;
import io.verdigrid.protocol.blob.v1.FindMissingResponse;
import io.verdigrid.protocol.blob.v1.UploadRequest;
import io.verdigrid.protocol.blob.v1.UploadResponse;
import java.util.List;

/** BlobService over the blob store. Thread-safe; no handler blocks. */
final class BlobEndpoint extends BlobServiceImplBase {
    private static final int MAX_DIGESTS = 10_000;

    private final BlobStore blobs;
    private final RpcThreads threads;
    private final Answers answers;

    BlobEndpoint(BlobStore blobs, RpcThreads threads) {
        this.blobs = blobs;
        this.threads = threads;
        this.answers = new Answers(threads.reads());
    }

    @Override
    public void findMissing(FindMissingRequest request, StreamObserver<FindMissingResponse> to) {
        answers.give(to, () -> {
            FindMissingResponse.Builder response =
                    FindMissingResponse.newBuilder().setMaxBlobSize(blobs.maxBlobSize());
            blobs.missing(digests(request.getDigestsList())).forEach(digest -> response.addMissing(digest.hex()));
            return response.build();
        });
    }

    @Override
    public StreamObserver<UploadRequest> upload(StreamObserver<UploadResponse> to) {
        UploadStream upload = new UploadStream(blobs, (ServerCallStreamObserver<UploadResponse>) to, threads.reads());
        upload.start();
        return upload;
    }

    @Override
    public void download(DownloadRequest request, StreamObserver<DownloadResponse> to) {
        List<Digest> digests;
        try {
            digests = digests(request.getDigestsList());
        } catch (IllegalArgumentException e) {
            to.onError(Failures.of(e));
            return;
        }
        new DownloadStream(blobs, digests, (ServerCallStreamObserver<DownloadResponse>) to, threads.reads()).start();
    }

    private static List<Digest> digests(List<String> hex) {
        if (hex.size() > MAX_DIGESTS) {
            throw new IllegalArgumentException("digests: " + hex.size() + ", allowed are " + MAX_DIGESTS);
        }
        return hex.stream().map(Digest::new).toList();
    }
}
