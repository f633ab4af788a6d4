package io.verdigrid.protocol;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Opens channels to a coordinator, the same way for workers, CI and people. */
public final class ClientChannels {
    private ClientChannels() {}

    /**
     * How to reach a coordinator.
     *
     * @param tls talk TLS; a coordinator that listens on loopback only needs none
     * @param caCertificate PEM file of who signed the coordinator's certificate; empty: those that the JDK trusts
     * @param token sent with each call; empty: none
     */
    public record Security(boolean tls, Optional<Path> caCertificate, Optional<String> token) {
        /** Plain text and no token. */
        public static final Security NONE = new Security(false, Optional.empty(), Optional.empty());
    }

    /**
     * A channel to HOST:PORT; connects with the first call. Throws IllegalArgumentException for an address that is not
     * HOST:PORT, an IOException where the certificate file can't be read.
     */
    public static ManagedChannel open(String hostPort, Security security) throws IOException {
        int colon = hostPort.lastIndexOf(':');
        if (colon <= 0 || !hostPort.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "not an address: '" + hostPort + "'; wanted HOST:PORT, such as localhost:" + Protocol.DEFAULT_PORT);
        }
        ChannelCredentials credentials;
        if (security.tls()) {
            TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
            if (security.caCertificate().isPresent()) {
                tls.trustManager(security.caCertificate().get().toFile());
            }
            credentials = tls.build();
        } else {
            credentials = InsecureChannelCredentials.create();
        }
        ManagedChannelBuilder<?> builder = Grpc.newChannelBuilder(hostPort, credentials)
                .maxInboundMessageSize(Protocol.MAX_INBOUND_BYTES)
                .keepAliveTime(30, TimeUnit.SECONDS)
                .keepAliveTimeout(20, TimeUnit.SECONDS);
        security.token().ifPresent(token -> builder.intercept(bearer(token)));
        return builder.build();
    }

    /** Adds a token to each call. */
    public static ClientInterceptor bearer(String token) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }
}
