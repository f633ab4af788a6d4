package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.model.Failure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a failure has in common with others of the same cause: the exception's class and the first line of its message, with
 * paths, hexadecimal and other numbers masked.
 *
 * @param text for people
 */
record Signature(String text) {
    private static final int LONGEST = 200;
    private static final Pattern PATH = Pattern.compile("(?<![\\w.])(?:[A-Za-z]:)?(?:[/\\\\][\\w.+@~%-]+){2,}[/\\\\]?");
    private static final Pattern HEX = Pattern.compile(
            "\\b0[xX][0-9a-fA-F]+\\b|@[0-9a-f]{4,16}\\b|\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b"
                    + "|\\b(?=[0-9a-fA-F]*[0-9])(?=[0-9a-fA-F]*[a-fA-F])[0-9a-fA-F]{8,}\\b");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:[.,:][0-9]+)*");

    /** Of a red test. */
    static Signature of(RedTest test) {
        Failure failure = test.attempt().failure();
        if (failure == null || (failure.type().isEmpty() && failure.message().isEmpty())) {
            return new Signature(test.name() + " " + test.failure());
        }
        String masked = masked(failure.message().lines().findFirst().orElse(""));
        String type = failure.type().isEmpty() ? "failure" : failure.type();
        // Without a message the class alone would put together what has nothing to do with each other.
        String text = masked.isEmpty() ? type + " in " + test.name() : type + ": " + masked;
        return new Signature(text.substring(0, Math.min(LONGEST, text.length())));
    }

    static String masked(String message) {
        String paths = PATH.matcher(message).replaceAll("<path>");
        String hex = HEX.matcher(paths).replaceAll("<hex>");
        return NUMBER.matcher(hex).replaceAll("<n>").strip();
    }

    /** Twelve hexadecimal digits. */
    String id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
