package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TextRow;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The branches that a red build blocks: a setting in the log, so that each fact means the same whenever it is applied. */
final class GatedBranches {
    /** What is gated where nobody said anything. */
    static final List<String> USUAL = List.of("main", "master", "trunk");

    private static final byte[] KEY = Keys.text("gated-branches");

    private GatedBranches() {}

    static List<String> in(StateBatch batch) {
        byte[] row = batch.get(Table.META, KEY);
        return row == null ? USUAL : TextRow.texts(Table.META, row);
    }

    /** False: it is so already. */
    static boolean set(StateBatch batch, List<String> branches) {
        if (in(batch).equals(branches)) {
            return false;
        }
        batch.put(Table.META, KEY, TextRow.texts(branches));
        return true;
    }

    static boolean have(StateBatch batch, String branch) {
        return in(batch).stream().anyMatch(glob -> matches(glob, branch));
    }

    private static boolean matches(String glob, String branch) {
        String regex = Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return branch.matches(regex);
    }
}
