package io.verdigrid.coordinator.rpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is wrong with a request, all of it, by field. For one thread. */
final class Problems {
    private static final int NAMED = 20;

    private final List<String> texts = new ArrayList<>();

    void add(String field, String text) {
        texts.add(field + ": " + text);
    }

    void unless(boolean right, String field, String text) {
        if (!right) {
            add(field, text);
        }
    }

    /** The value, or null where making it throws an IllegalArgumentException, whose message becomes a problem. */
    <T> @Nullable T value(String field, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            add(field, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Checks a text that people read: at most so long, no control characters. */
    void text(String field, String value, int longest) {
        unless(value.length() <= longest, field, value.length() + " characters, allowed are " + longest);
        unless(value.chars().noneMatch(Character::isISOControl), field, "has a control character");
    }

    boolean none() {
        return texts.isEmpty();
    }

    /** Throws INVALID_ARGUMENT that names them, if there are any. */
    void throwIfAny() {
        if (!texts.isEmpty()) {
            List<String> named = texts.subList(0, Math.min(NAMED, texts.size()));
            String more = texts.size() > NAMED ? "; and " + (texts.size() - NAMED) + " more" : "";
            throw new StatusRuntimeException(Status.INVALID_ARGUMENT.withDescription(String.join("; ", named) + more));
        }
    }
}
