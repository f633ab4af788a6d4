package io.verdigrid.deployer.judge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which host stands for what in a push.
 *
 * @param canary switched to the new release
 * @param control not touched
 * @param sham switched to another copy of the old release at the same moment; may be empty
 */
public record Groups(List<String> canary, List<String> control, List<String> sham) {
    /** Checks that no host stands in two groups. */
    public Groups {
        canary = List.copyOf(canary);
        control = List.copyOf(control);
        sham = List.copyOf(sham);
        Set<String> seen = new HashSet<>();
        for (String host : all(canary, control, sham)) {
            if (!seen.add(host)) {
                throw new IllegalArgumentException("host " + host + ": stands in two groups");
            }
        }
        if (canary.isEmpty()) {
            throw new IllegalArgumentException("canary: names no host");
        }
    }

    /** Without a sham push. */
    public static Groups of(List<String> canary, List<String> control) {
        return new Groups(canary, control, List.of());
    }

    /** Canary, control, sham, in this order. */
    public List<String> all() {
        return all(canary, control, sham);
    }

    private static List<String> all(List<String> canary, List<String> control, List<String> sham) {
        List<String> all = new ArrayList<>(canary);
        all.addAll(control);
        all.addAll(sham);
        return all;
    }
}
