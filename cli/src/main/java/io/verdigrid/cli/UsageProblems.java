package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line in one line, with what may have been meant; not the whole usage. */
record UsageProblems(PrintStream err) implements IParameterExceptionHandler {
    /** How picocli says that a value is none of an enum's. */
    private static final Pattern CHOICE =
            Pattern.compile("expected one of \\[([^]]*)] \\(case-insensitive\\) but was '(.*)'");

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        err.println(command + ": " + what(e) + meant(e) + " (" + command + " --help)");
        return Exit.USAGE;
    }

    private static String what(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String first = unmatched.getUnmatched().get(0);
            if (unmatched.isUnknownOption()) {
                return "unknown option '" + first + "'";
            }
            boolean root = e.getCommandLine().getParent() == null;
            return (root ? "unknown command '" : "unexpected argument '") + first + "'";
        }
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
        if (e instanceof MissingParameterException) {
            return decapitalized(message);
        }
        // picocli says the word twice.
        message = message.replace("option option", "option");
        Matcher choice = CHOICE.matcher(message);
        if (choice.find()) {
            String allowed = Arrays.stream(choice.group(1).split(", "))
                    .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                    .distinct()
                    .collect(Collectors.joining(", "));
            message = message.substring(0, choice.start()) + "'" + choice.group(2) + "' is none of " + allowed;
        }
        return message.isEmpty() ? "wrong usage" : decapitalized(message);
    }

    private static String decapitalized(String message) {
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private static String meant(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            if (!near.isEmpty()) {
                return "; did you mean '" + near.get(0) + "'?";
            }
        }
        return "";
    }
}
