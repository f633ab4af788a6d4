package io.verdigrid.dashboard.api;

import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** How the messages of a stream are written. */
enum StreamFormat {
    /** A line of JSON each; a problem is a line with {@code code} and {@code message}. */
    LINES("application/x-ndjson") {
        @Override
        byte[] begin() {
            return new byte[0];
        }

        @Override
        byte[] message(Message message, OptionalLong cursor) {
            return bytes(ApiMethod.json(message) + "\n");
        }

        @Override
        byte[] problem(ApiProblem problem) {
            return bytes(problem.json() + "\n");
        }

        @Override
        byte[] end() {
            return new byte[0];
        }

        @Override
        byte[] beat() {
            return bytes("\n");
        }
    },
    /** Server-sent events: {@code message}, {@code problem}, and {@code end}, after which a page must not ask again. */
    EVENTS("text/event-stream") {
        @Override
        byte[] begin() {
            return bytes("retry: 1000\n\n");
        }

        @Override
        byte[] message(Message message, OptionalLong cursor) {
            String id = cursor.isPresent() ? "id: " + cursor.getAsLong() + "\n" : "";
            return bytes(id + "data: " + ApiMethod.json(message) + "\n\n");
        }

        @Override
        byte[] problem(ApiProblem problem) {
            return bytes("event: problem\ndata: " + problem.json() + "\n\n");
        }

        @Override
        byte[] end() {
            return bytes("event: end\ndata: {}\n\n");
        }

        @Override
        byte[] beat() {
            return bytes(":\n\n");
        }
    };

    private final String contentType;

    StreamFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    abstract byte[] begin();

    abstract byte[] message(Message message, OptionalLong cursor);

    abstract byte[] problem(ApiProblem problem);

    /** Says that there is no more, beside the answer's own end. */
    abstract byte[] end();

    /** Says nothing, to show that the connection is there. */
    abstract byte[] beat();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
