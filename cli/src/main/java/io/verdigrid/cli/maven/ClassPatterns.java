package io.verdigrid.cli.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Surefire's includes and excludes over paths of class files, such as {@code org/example/FooTest.class}.
 *
 * <p>A pattern is Ant's over the path, with {@code .java} for {@code .class}, or a class name, or {@code %regex[...]}; several may
 * stand in one text with commas between, and one that begins with {@code !} takes away.
 */
final class ClassPatterns implements Predicate<String> {
    static final List<String> DEFAULT_INCLUDES =
            List.of("**/Test*.java", "**/*Test.java", "**/*Tests.java", "**/*TestCase.java");
    static final List<String> DEFAULT_EXCLUDES = List.of("**/*$*");

    private final List<Pattern> includes = new ArrayList<>();
    private final List<Pattern> excludes = new ArrayList<>();

    /** Throws IllegalArgumentException that names the pattern where one cannot be understood. */
    ClassPatterns(List<String> includes, List<String> excludes) {
        for (String text : includes) {
            for (String one : split(text)) {
                boolean takesAway = one.startsWith("!");
                (takesAway ? this.excludes : this.includes).addAll(compile(takesAway ? one.substring(1) : one));
            }
        }
        for (String text : excludes) {
            split(text).forEach(one -> this.excludes.addAll(compile(one)));
        }
    }

    @Override
    public boolean test(String path) {
        return (includes.isEmpty() || matchesAny(includes, path)) && !matchesAny(excludes, path);
    }

    private static boolean matchesAny(List<Pattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (i == text.length() || (c == ',' && depth <= 0)) {
                String part = text.substring(from, i).trim();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                from = i + 1;
            }
        }
        return parts;
    }

    private static List<Pattern> compile(String pattern) {
        if (pattern.contains("#")) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' names methods, which is not supported here: use --select-method");
        }
        try {
            if (pattern.startsWith("%regex[") && pattern.endsWith("]")) {
                return List.of(Pattern.compile(pattern.substring("%regex[".length(), pattern.length() - 1)));
            }
            boolean ant = pattern.startsWith("%ant[") && pattern.endsWith("]");
            String path = path(ant ? pattern.substring("%ant[".length(), pattern.length() - 1) : pattern);
            List<Pattern> patterns = new ArrayList<>(List.of(Pattern.compile(regex(path))));
            if (!path.endsWith(".class")) {
                patterns.add(Pattern.compile(regex(path + ".class")));
            }
            return patterns;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + pattern + "' is no pattern: " + e.getDescription());
        }
    }

    /** As a path of class files: {@code org.example.FooTest}, {@code FooTest.java} and {@code **}{@code /FooTest.class} are one. */
    private static String path(String pattern) {
        String path = pattern.replace('\\', '/');
        String end = "";
        for (String suffix : List.of(".java", ".class", ".*")) {
            if (path.endsWith(suffix)) {
                path = path.substring(0, path.length() - suffix.length());
                end = suffix.equals(".java") ? ".class" : suffix;
                break;
            }
        }
        path = (path.contains("/") ? path : path.replace('.', '/')) + end;
        if (path.endsWith("/")) {
            path += "**";
        }
        return path.startsWith("**/") ? path : "**/" + path;
    }

    private static String regex(String ant) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < ant.length()) {
            if (ant.startsWith("**/", at)) {
                regex.append("(?:[^/]*/)*");
                at += 3;
            } else if (ant.startsWith("**", at)) {
                regex.append(".*");
                at += 2;
            } else {
                char c = ant.charAt(at++);
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
