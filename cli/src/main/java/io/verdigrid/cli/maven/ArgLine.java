package io.verdigrid.cli.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Surefire's {@code argLine}: one text that is many arguments. */
final class ArgLine {
    private static final Pattern LATE = Pattern.compile("@\\{([^}]*)}");
    /** What Maven leaves of a {@code ${property}} that nobody has set. */
    private static final Pattern UNSET = Pattern.compile("\\$\\{(?!surefire\\.|verdigrid\\.)[^}]*}");

    private ArgLine() {}

    /** The arguments, with {@code @{property}} filled in; a property that nobody has set is empty, as with an absent JaCoCo. */
    static List<String> arguments(String argLine, Map<String, String> properties) {
        Matcher late = LATE.matcher(argLine);
        String filled = late.replaceAll(match -> Matcher.quoteReplacement(properties.getOrDefault(match.group(1), "")));
        return split(UNSET.matcher(filled).replaceAll(""));
    }

    /** At blanks, but for those in single or double quotes. */
    private static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
