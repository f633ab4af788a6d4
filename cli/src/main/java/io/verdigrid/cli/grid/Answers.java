package io.verdigrid.cli.grid;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.console.Problem;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Objects;

/** What a coordinator's refusals mean for people. */
public final class Answers {
    private Answers() {}

    /** The connection failed, or the coordinator is going or coming: another try may do better. */
    public static boolean mayPass(StatusRuntimeException e) {
        if (isUntrusted(e.getStatus())) {
            return false;
        }
        return switch (e.getStatus().getCode()) {
            case UNAVAILABLE, ABORTED, CANCELLED, DEADLINE_EXCEEDED -> true;
            // A connection that ends in the middle of a message.
            case INTERNAL, UNKNOWN ->
                e.getStatus().getCause() instanceof java.io.IOException
                        || description(e.getStatus()).contains("RST_STREAM");
            default -> false;
        };
    }

    /** One line that says what the coordinator of this name refused. */
    public static Problem problem(String grid, StatusRuntimeException e) {
        Status status = e.getStatus();
        String why = description(status);
        if (isUntrusted(status)) {
            return Problem.input("the coordinator (" + grid + ") shows a certificate that is not trusted: " + why
                    + "; --tls-ca FILE names the certificate of who signed it");
        }
        return switch (status.getCode()) {
            case UNAUTHENTICATED ->
                Problem.input("the coordinator (" + grid + ") refuses the token: " + why
                        + "; give a valid one with --token or VERDIGRID_TOKEN");
            case PERMISSION_DENIED ->
                Problem.input("the coordinator (" + grid + ") does not allow this with this token: " + why);
            case INVALID_ARGUMENT, FAILED_PRECONDITION, NOT_FOUND, RESOURCE_EXHAUSTED, OUT_OF_RANGE ->
                Problem.input(why);
            case UNIMPLEMENTED ->
                Problem.input("what answers as " + grid + " is not a Verdigrid coordinator of this version: " + why);
            case UNAVAILABLE, DEADLINE_EXCEEDED ->
                Problem.grid("the coordinator (" + grid + ") does not answer: " + why);
            default -> Problem.grid("the coordinator (" + grid + ") failed: " + status.getCode() + ": " + why);
        };
    }

    private static boolean isUntrusted(Status status) {
        for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof CertPathBuilderException) {
                return true;
            }
        }
        return false;
    }

    /** Why a status is what it is, from its innermost cause. */
    static String description(Status status) {
        Throwable cause = status.getCause();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause != null && cause.getMessage() != null && !cause.getMessage().isBlank()) {
            return cause instanceof UnknownHostException
                    ? "there is no host '" + cause.getMessage() + "'"
                    : cause.getMessage();
        }
        return Objects.requireNonNullElse(
                status.getDescription(), status.getCode().name());
    }
}
