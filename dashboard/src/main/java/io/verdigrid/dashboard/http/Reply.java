package io.verdigrid.dashboard.http;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole answer.
 *
 * @param headers beside the content type, and those that each answer has
 */
public record Reply(int status, String contentType, ByteString body, Map<String, String> headers) {
    /** The content type of JSON. */
    public static final String JSON = "application/json";

    /** Text of this type. */
    public static Reply text(int status, String contentType, String text) {
        return new Reply(status, contentType, ByteString.copyFromUtf8(text), Map.of());
    }

    /** A problem, in one form for each error: {@code {"code": "NOT_FOUND", "message": "..."}}. */
    public static Reply problem(int status, String code, String message) {
        return text(status, JSON, problemJson(code, message));
    }

    /** The same without the rest of the answer. */
    public static String problemJson(String code, String message) {
        Struct problem = Struct.newBuilder()
                .putFields("code", Value.newBuilder().setStringValue(code).build())
                .putFields("message", Value.newBuilder().setStringValue(message).build())
                .build();
        try {
            return JsonFormat.printer().omittingInsignificantWhitespace().print(problem);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with one header more. */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, body, more);
    }
}
