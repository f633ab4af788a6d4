package io.verdigrid.dashboard.pages;

import com.google.protobuf.ByteString;
import io.verdigrid.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A file as it is sent. */
record PackedFile(String contentType, String tag, ByteString plain, ByteString packed) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    /** Reads it from the class path; empty: it is not there. */
    static Optional<PackedFile> read(String resource) {
        try (InputStream in = PackedFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] plain = in.readAllBytes();
            ByteString.Output packed = ByteString.newOutput();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(plain);
            }
            String type =
                    TYPES.getOrDefault(resource.substring(resource.lastIndexOf('.') + 1), "application/octet-stream");
            String tag = '"' + Digest.of(plain).hex().substring(0, 24) + '"';
            return Optional.of(new PackedFile(type, tag, ByteString.copyFrom(plain), packed.toByteString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
