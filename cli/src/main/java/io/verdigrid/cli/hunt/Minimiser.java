package io.verdigrid.cli.hunt;

import java.util.ArrayList;
import java.util.List;

/**
 * Delta debugging: of a list for which something holds, a part for which it holds and does not hold when any single item is
 * taken away (ddmin of Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", IEEE TSE 28(2), 2002).
 *
 * <p>All subsets and complements of a level are asked for together, since a grid answers them together; of those for which it
 * holds the first subset is taken, else the first complement, so the result does not depend on who answers first. Items
 * keep their order. No instances.
 */
final class Minimiser {
    private Minimiser() {}

    /** Whether it holds for each of these lists. */
    @FunctionalInterface
    interface Test<T> {
        List<Boolean> holds(List<List<T>> lists) throws InterruptedException;
    }

    /** A minimal part of these, for which it must hold; not asked for again. */
    static <T> List<T> minimal(List<T> items, Test<T> test) throws InterruptedException {
        List<T> now = new ArrayList<>(items);
        if (!now.isEmpty() && test.holds(List.of(List.<T>of())).get(0)) {
            return List.of();
        }
        int parts = 2;
        while (now.size() >= 2) {
            List<List<T>> subsets = cut(now, parts);
            List<List<T>> candidates = new ArrayList<>(subsets);
            if (parts > 2) {
                for (int i = 0; i < parts; i++) {
                    candidates.add(without(subsets, i));
                }
            }
            int first = test.holds(candidates).indexOf(true);
            if (first >= 0) {
                now = candidates.get(first);
                parts = first < parts ? 2 : Math.max(parts - 1, 2);
            } else if (parts < now.size()) {
                parts = Math.min(now.size(), 2 * parts);
            } else {
                return now;
            }
        }
        return now;
    }

    private static <T> List<List<T>> cut(List<T> items, int parts) {
        List<List<T>> subsets = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            int from = (int) ((long) items.size() * i / parts);
            int to = (int) ((long) items.size() * (i + 1) / parts);
            subsets.add(new ArrayList<>(items.subList(from, to)));
        }
        return subsets;
    }

    private static <T> List<T> without(List<List<T>> subsets, int left) {
        List<T> rest = new ArrayList<>();
        for (int i = 0; i < subsets.size(); i++) {
            if (i != left) {
                rest.addAll(subsets.get(i));
            }
        }
        return rest;
    }
}
