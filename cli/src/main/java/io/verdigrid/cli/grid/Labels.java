package io.verdigrid.cli.grid;

import java.util.List;
import java.util.Map;

/** What a worker says of its machine beside what it finds out by itself, for builds that require it. */
public final class Labels {
    private Labels() {}

    /** What is wrong with those that were told, a line each. */
    public static void check(List<String> problems, Map<String, String> told) {
        told.forEach((key, value) -> {
            if (!key.matches("[A-Za-z0-9._/-]+") || value.isBlank()) {
                problems.add("--label: '" + key + "=" + value
                        + "' is not a label: wanted key=value, with letters, digits and . _ / - in the key");
            }
        });
    }
}
