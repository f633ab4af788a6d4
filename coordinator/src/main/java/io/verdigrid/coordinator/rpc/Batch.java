package io.verdigrid.coordinator.rpc;

import com.google.protobuf.MessageLite;
import io.verdigrid.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;

/** Messages that travel in one, bounded in number and in bytes. For one thread. */
final class Batch<T extends MessageLite> {
    private static final int MAX_BYTES = Protocol.MAX_MESSAGE_BYTES / 4;

    private final List<T> messages = new ArrayList<>();
    private long bytes;

    void add(T message) {
        messages.add(message);
        bytes += message.getSerializedSize();
    }

    boolean isFull() {
        return messages.size() >= Protocol.MAX_TESTS_PER_MESSAGE || bytes >= MAX_BYTES;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** The messages; the batch is empty then. */
    List<T> take() {
        List<T> taken = List.copyOf(messages);
        messages.clear();
        bytes = 0;
        return taken;
    }
}
