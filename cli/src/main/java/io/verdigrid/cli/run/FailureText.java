package io.verdigrid.cli.run;

import io.verdigrid.cli.console.Clip;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.Failure;
import io.verdigrid.protocol.common.v1.Outcome;
import java.util.ArrayList;
import java.util.List;

/** The first lines of a failure: what was thrown, its message's first line, and where in the user's own code. */
public final class FailureText {
    private static final int FRAMES = 3;
    private static final int WIDEST_MESSAGE = 300;

    private static final List<String> NOT_THE_USERS = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.junit.",
            "junit.",
            "org.opentest4j.",
            "org.assertj.",
            "org.hamcrest.",
            "com.google.common.truth.",
            "org.mockito.",
            "org.testng.",
            "org.codehaus.groovy.",
            "groovy.",
            "kotlin.",
            "io.verdigrid.runner.");

    private FailureText() {}

    /**
     * {@code AssertionFailedError: expected: <1> but was: <2>}, or what happened where nothing was thrown.
     */
    public static String headline(Attempt attempt) {
        Failure failure = attempt.getFailure();
        String message = firstLine(failure.getMessage());
        String type = simpleName(failure.getType());
        if (type.isEmpty()) {
            type = switch (attempt.getOutcome()) {
                case OUTCOME_TIMED_OUT -> "timed out";
                case OUTCOME_CRASHED -> "its JVM died";
                case OUTCOME_LOST -> "its worker was lost";
                default -> "";
            };
        } else if (attempt.getOutcome() != Outcome.OUTCOME_FAILED) {
            type = Words.of(attempt.getOutcome()) + ": " + type;
        }
        String line = message.isEmpty() ? type : type.isEmpty() ? message : type + ": " + message;
        return Clip.end(line.isEmpty() ? "no message" : line, WIDEST_MESSAGE);
    }

    /** The first frames of this stack trace that are the user's, at most three; without one, the first of all. */
    public static List<String> frames(String stack) {
        List<String> users = new ArrayList<>();
        String first = "";
        for (String line : stack.split("\n")) {
            String frame = line.strip();
            if (!frame.startsWith("at ")) {
                continue;
            }
            first = first.isEmpty() ? frame : first;
            if (isUsers(frame.substring(3)) && users.size() < FRAMES) {
                users.add(Clip.line(frame));
            }
        }
        return users.isEmpty() && !first.isEmpty() ? List.of(Clip.line(first)) : users;
    }

    private static boolean isUsers(String frame) {
        // `app//` and `java.base/` name a class loader and a module.
        String method = frame.substring(0, Math.max(0, frame.indexOf('(')));
        String name = method.substring(method.lastIndexOf('/') + 1);
        return !name.isEmpty() && NOT_THE_USERS.stream().noneMatch(name::startsWith);
    }

    private static String firstLine(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
