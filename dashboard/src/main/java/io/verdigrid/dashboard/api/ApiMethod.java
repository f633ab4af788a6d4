package io.verdigrid.dashboard.api;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A method of the API, with what its descriptor says of it. Immutable. */
final class ApiMethod {
    private static final JsonFormat.Parser PARSER = JsonFormat.parser();
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    /** Field of a request and of its events: where to go on. */
    private static final String CURSOR = "cursor";

    private final MethodDescriptor<Message, Message> method;
    private final Message request;
    private final boolean reads;

    @SuppressWarnings("unchecked")
    ApiMethod(MethodDescriptor<?, ?> method) {
        this.method = (MethodDescriptor<Message, Message>) method;
        MethodDescriptor.PrototypeMarshaller<Message> marshaller =
                (MethodDescriptor.PrototypeMarshaller<Message>) this.method.getRequestMarshaller();
        this.request = Objects.requireNonNull(marshaller.getMessagePrototype());
        ProtoMethodDescriptorSupplier schema =
                (ProtoMethodDescriptorSupplier) Objects.requireNonNull(method.getSchemaDescriptor());
        this.reads =
                schema.getMethodDescriptor().getOptions().getIdempotencyLevel() == IdempotencyLevel.NO_SIDE_EFFECTS;
    }

    MethodDescriptor<Message, Message> descriptor() {
        return method;
    }

    /** It changes nothing, as its proto says. */
    boolean reads() {
        return reads;
    }

    boolean streams() {
        return method.getType() == MethodDescriptor.MethodType.SERVER_STREAMING;
    }

    /** Throws IllegalArgumentException with what is wrong with the JSON; unknown fields are. */
    Message request(String json, OptionalLong cursor) {
        Message.Builder builder = request.newBuilderForType();
        try {
            PARSER.merge(json.isBlank() ? "{}" : json, builder);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        FieldDescriptor field = cursorField(builder);
        if (field != null && cursor.isPresent()) {
            builder.setField(field, cursor.getAsLong());
        }
        return builder.build();
    }

    /** Where to go on behind this event; empty where events of this method have no such place. */
    OptionalLong cursor(Message event) {
        FieldDescriptor field = cursorField(event);
        return field == null ? OptionalLong.empty() : OptionalLong.of((Long) event.getField(field));
    }

    private static @Nullable FieldDescriptor cursorField(MessageOrBuilder message) {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(CURSOR);
        return field != null && field.getJavaType() == FieldDescriptor.JavaType.LONG ? field : null;
    }

    /** In one line. */
    static String json(Message message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            // Only messages with Any fields can fail, and the API has none.
            throw new IllegalStateException(e);
        }
    }
}
