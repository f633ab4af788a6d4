package io.verdigrid.runner.platform;

import java.io.PrintWriter;

/**
 * A throwable as text. Immutable. Making it never throws, whatever the throwable's own methods do, and the text is
 * bounded: a stack trace by 256 KiB, a message by 64 KiB.
 */
public final class Failure {
    private static final int LONGEST_STACK = 256 << 10;
    private static final int LONGEST_MESSAGE = 64 << 10;

    /** No failure. */
    public static final Failure NONE = new Failure("", "", "");

    /** Class of the throwable. */
    public final String type;

    /** Its message. */
    public final String message;

    /** Its stack trace with causes. */
    public final String stack;

    private Failure(String type, String message, String stack) {
        this.type = type;
        this.message = message;
        this.stack = stack;
    }

    /** A reason that comes from no throwable. */
    public static Failure reason(String message) {
        return new Failure("", bounded(message), "");
    }

    /** The throwable as text; none for null. */
    public static Failure of(Throwable thrown) {
        if (thrown == null) {
            return NONE;
        }
        String type = thrown.getClass().getName();
        return new Failure(type, message(thrown), stack(thrown, type));
    }

    private static String message(Throwable thrown) {
        try {
            return bounded(thrown.getMessage());
        } catch (Throwable broken) {
            return "(its getMessage() throws " + broken.getClass().getName() + ")";
        }
    }

    private static String stack(Throwable thrown, String type) {
        BoundedText text = new BoundedText(LONGEST_STACK);
        try {
            thrown.printStackTrace(new PrintWriter(text));
            return text.toString();
        } catch (BoundedText.Full full) {
            return text.toString();
        } catch (Throwable broken) {
            return frames(thrown, type, broken);
        }
    }

    private static String frames(Throwable thrown, String type, Throwable broken) {
        StringBuilder text = new StringBuilder(type);
        text.append(" (its printStackTrace() throws ")
                .append(broken.getClass().getName())
                .append(")\n");
        try {
            for (StackTraceElement frame : thrown.getStackTrace()) {
                text.append("\tat ").append(frame).append('\n');
            }
        } catch (Throwable worse) {
            text.append("\tat (unknown)\n");
        }
        return text.length() > LONGEST_STACK / 3 ? text.substring(0, LONGEST_STACK / 3) : text.toString();
    }

    private static String bounded(String message) {
        if (message == null) {
            return "";
        }
        return message.length() <= LONGEST_MESSAGE / 3
                ? message
                : message.substring(0, LONGEST_MESSAGE / 3) + " [" + (message.length() - LONGEST_MESSAGE / 3)
                        + " characters left out]";
    }
}
