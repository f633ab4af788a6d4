package io.verdigrid.worker.model;

/** Why a lease cannot be carried out, as the reason of its end. */
public final class NotAble extends Exception {
    private static final long serialVersionUID = 1;

    private final Ending ending;

    private NotAble(Ending ending, String message, @org.jspecify.annotations.Nullable Throwable cause) {
        super(message, cause);
        this.ending = ending;
    }

    /** This worker cannot; another may. */
    public static NotAble here(String message) {
        return new NotAble(Ending.NOT_ABLE, message, null);
    }

    /** This worker cannot; another may. */
    public static NotAble here(String message, Throwable cause) {
        return new NotAble(Ending.NOT_ABLE, message + ": " + sentence(cause), cause);
    }

    /** Nobody can. */
    public static NotAble badInput(String message) {
        return new NotAble(Ending.BAD_INPUT, message, null);
    }

    /** It is no longer wanted. */
    public static NotAble stopped() {
        return new NotAble(Ending.HANDED_BACK, "stopped", null);
    }

    /** NOT_ABLE, BAD_INPUT or HANDED_BACK. */
    public Ending ending() {
        return ending;
    }

    private static String sentence(Throwable cause) {
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null
                ? name
                : cause instanceof java.nio.file.FileSystemException ? name + " " + message : message;
    }
}
