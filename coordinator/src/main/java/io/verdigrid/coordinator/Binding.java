package io.verdigrid.coordinator;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Says in one sentence which address can't be listened on. */
final class Binding {
    private Binding() {}

    /** What listens at an address. */
    interface Listener<T> {
        /** Begins to listen. */
        T listen(InetSocketAddress address) throws IOException;
    }

    static <T> T at(ListenAddress address, Listener<T> listener) throws IOException {
        InetSocketAddress socket = address.socketAddress();
        if (socket.isUnresolved()) {
            throw failure(address, "this machine knows no host '" + address.host() + "'", null);
        }
        try {
            return listener.listen(socket);
        } catch (IOException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw failure(address, reason(cause), e);
                }
            }
            throw e;
        }
    }

    private static String reason(Throwable bind) {
        String text = String.valueOf(bind.getMessage());
        if (text.contains("in use")) {
            return "the port is taken by another process";
        }
        if (text.contains("assign requested")) {
            return "no network interface of this machine has that address";
        }
        return text;
    }

    private static BindException failure(ListenAddress address, String reason, @Nullable Throwable cause) {
        BindException failure = new BindException("can't listen on " + address + ": " + reason);
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }
}
