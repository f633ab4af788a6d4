package io.verdigrid.protocol.certificate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A DSSE envelope (Dead Simple Signing Envelope 1.0) in JSON, with an in-toto statement as its payload. */
public final class Envelope {
    static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Envelope() {}

    /** The statement, signed. */
    public static byte[] sign(GreenStatement statement, SigningKey key) {
        byte[] payload = statement.toJson();
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("payloadType", PAYLOAD_TYPE);
        envelope.put("payload", Base64.getEncoder().encodeToString(payload));
        ObjectNode signature = envelope.putArray("signatures").addObject();
        signature.put("keyid", key.id());
        signature.put("sig", Base64.getEncoder().encodeToString(key.sign(authenticated(PAYLOAD_TYPE, payload))));
        return JSON.writeValueAsBytes(envelope);
    }

    /** The statement in this envelope, if a trusted key signed it; throws IllegalArgumentException with the reason where not. */
    public static GreenStatement verify(byte[] envelope, TrustedKeys trusted) {
        JsonNode json = parsed(envelope);
        byte[] payload = payload(json);
        byte[] bytes = authenticated(json.path("payloadType").asString(""), payload);
        for (JsonNode signature : json.path("signatures")) {
            if (trusted.signed(bytes, base64(signature.path("sig").asString("")))) {
                return GreenStatement.fromJson(payload);
            }
        }
        throw new IllegalArgumentException("no trusted key signed it");
    }

    /** The statement in this envelope, whoever signed it: for people to look at. */
    public static GreenStatement unverified(byte[] envelope) {
        return GreenStatement.fromJson(payload(parsed(envelope)));
    }

    private static JsonNode parsed(byte[] envelope) {
        try {
            JsonNode json = JSON.readTree(envelope);
            if (json.isObject() && json.path("payloadType").asString("").equals(PAYLOAD_TYPE)) {
                return json;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        }
        throw new IllegalArgumentException("it is no DSSE envelope of type " + PAYLOAD_TYPE);
    }

    private static byte[] payload(JsonNode json) {
        return base64(json.path("payload").asString(""));
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is no DSSE envelope: its base64 is broken", e);
        }
    }

    /** DSSE's pre-authentication encoding: what is signed. */
    static byte[] authenticated(String type, byte[] payload) {
        int typeBytes = type.getBytes(StandardCharsets.UTF_8).length;
        byte[] head =
                ("DSSEv1 " + typeBytes + " " + type + " " + payload.length + " ").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + payload.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(payload, 0, all, head.length, payload.length);
        return all;
    }
}
