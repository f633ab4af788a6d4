package io.verdigrid.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many runners a machine carries at once. */
final class Slots {
    private static final int MOST = 1024;

    private Slots() {}

    /** What was told, else one for each core. */
    static int of(@Nullable Integer told) {
        return told != null ? told : Runtime.getRuntime().availableProcessors();
    }

    static void check(List<String> problems, @Nullable Integer told) {
        if (told != null && (told < 1 || told > MOST)) {
            problems.add("--slots: " + told + " is out of range: wanted 1 to " + MOST);
        }
    }
}
