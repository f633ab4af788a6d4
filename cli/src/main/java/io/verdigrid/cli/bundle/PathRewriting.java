package io.verdigrid.cli.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Replaces this machine's paths in arguments by placeholders for where the worker has the same things; the longest path first. */
final class PathRewriting {
    private final TreeMap<String, String> placeholders = new TreeMap<>(
            (a, b) -> a.length() != b.length() ? Integer.compare(b.length(), a.length()) : a.compareTo(b));

    /** From now on {@code path}, as given and as the file system really has it, becomes {@code placeholder}. */
    void put(Path path, String placeholder) {
        placeholders.putIfAbsent(path.toAbsolutePath().normalize().toString(), placeholder);
        try {
            placeholders.putIfAbsent(path.toRealPath().toString(), placeholder);
        } catch (IOException gone) {
            // It is not there: nothing has another name for it.
        }
    }

    String rewrite(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            Map.Entry<String, String> hit = at(text, at);
            if (hit == null) {
                out.append(text.charAt(at++));
            } else {
                out.append(hit.getValue());
                at += hit.getKey().length();
            }
        }
        return out.toString();
    }

    private Map.@org.jspecify.annotations.Nullable Entry<String, String> at(String text, int at) {
        if (at > 0 && inName(text.charAt(at - 1))) {
            return null;
        }
        for (Map.Entry<String, String> entry : placeholders.entrySet()) {
            int end = at + entry.getKey().length();
            if (text.startsWith(entry.getKey(), at) && (end == text.length() || !inName(text.charAt(end)))) {
                return entry;
            }
        }
        return null;
    }

    /** Whether the path goes on in this character: {@code /a/b} is no part of {@code /a/bc} or {@code ../a/b}. */
    private static boolean inName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '+' || c == '~' || c == '$';
    }
}
