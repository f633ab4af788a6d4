package io.verdigrid.cli.grid;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a worker says of its machine, for builds that require it. */
public final class Labels {
    private Labels() {}

    /** {@code os}, {@code arch} and {@code jdk} of this process, and what was told, which wins. */
    public static SortedMap<String, String> of(Map<String, String> told) {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("os", os(System.getProperty("os.name", "")));
        labels.put("arch", System.getProperty("os.arch", "unknown"));
        labels.put("jdk", Integer.toString(Runtime.version().feature()));
        labels.putAll(told);
        return labels;
    }

    /** What is wrong with those that were told, a line each. */
    public static void check(List<String> problems, Map<String, String> told) {
        told.forEach((key, value) -> {
            if (!key.matches("[A-Za-z0-9._/-]+") || value.isBlank()) {
                problems.add("--label: '" + key + "=" + value
                        + "' is not a label: wanted key=value, with letters, digits and . _ / - in the key");
            }
        });
    }

    static String os(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mac")) {
            return "macos";
        }
        return lower.startsWith("windows") ? "windows" : lower.replace(' ', '-');
    }
}
