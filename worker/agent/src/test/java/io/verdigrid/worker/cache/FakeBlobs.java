package io.verdigrid.worker.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.verdigrid.protocol.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A coordinator's blobs in memory, which remembers what was asked of it. */
final class FakeBlobs implements BlobSource {
    final List<Digest> asked = Collections.synchronizedList(new ArrayList<>());
    private final Map<Digest, byte[]> blobs = new HashMap<>();

    Digest put(String text) {
        return put(text.getBytes(UTF_8));
    }

    Digest put(byte[] content) {
        Digest digest = Digest.of(content);
        blobs.put(digest, content);
        return digest;
    }

    /** From now on the blob has these bytes. */
    void spoil(Digest digest, String text) {
        blobs.put(digest, text.getBytes(UTF_8));
    }

    void lose(Digest digest) {
        blobs.remove(digest);
    }

    @Override
    public void download(List<Digest> digests, Sink sink) throws IOException {
        for (Digest digest : digests) {
            asked.add(digest);
            byte[] content = blobs.get(digest);
            if (content == null) {
                throw new IOException("the coordinator says NOT_FOUND: " + digest);
            }
            try (OutputStream out = sink.open(digest, content.length)) {
                out.write(content);
            }
        }
    }
}
