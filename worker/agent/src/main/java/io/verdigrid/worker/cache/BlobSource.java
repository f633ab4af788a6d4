package io.verdigrid.worker.cache;

import io.verdigrid.protocol.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Where blobs come from. Thread-safe; each method blocks, and failures are IOExceptions with a sentence for people. */
public interface BlobSource {
    /** Writes these blobs to the sink, one after the other. */
    void download(List<Digest> digests, Sink sink) throws IOException;

    /** Takes blobs. */
    @FunctionalInterface
    interface Sink {
        /** Where to write this blob; closed behind its last byte. Throws where the blob is not wanted. */
        OutputStream open(Digest digest, long size) throws IOException;
    }
}
