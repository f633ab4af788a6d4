package io.verdigrid.cli.culprits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where tests turned red on a line of commits, by trying several commits at once.
 *
 * <p>Commit 0 is green for each test, the last one is red. Of a test that was broken, mended and broken again the last change is
 * looked for. With k commits at once a stretch of n takes log(n) / log(k + 1) rounds. Not thread-safe; the same answers give the
 * same questions.
 *
 * @param <T> names a test
 */
final class Bisection<T> {
    private final int last;
    private final Map<T, NavigableMap<Integer, Colour>> known = new LinkedHashMap<>();
    private final Set<Integer> unusable = new TreeSet<>();

    /** The culprit is behind {@code green} and not behind {@code red}. */
    record Stretch(int green, int red) {}

    Bisection(int last, Set<T> tests) {
        this.last = last;
        for (T test : tests) {
            known.put(test, new TreeMap<>(Map.of(0, Colour.GREEN, last, Colour.RED)));
        }
    }

    /** What a commit does to a test. */
    void found(T test, int commit, Colour colour) {
        NavigableMap<Integer, Colour> colours = known.get(test);
        if (colours == null || commit <= 0 || commit >= last) {
            throw new IllegalArgumentException("nobody asked for commit " + commit + " of " + test);
        }
        colours.put(commit, colour);
    }

    /** Nothing can be said of this commit: it does not build. */
    void unusable(int commit) {
        unusable.add(commit);
    }

    /** Between which commits a test turned red, as far as is known. */
    Stretch stretch(T test) {
        NavigableMap<Integer, Colour> colours = known.getOrDefault(test, new TreeMap<>());
        int green = 0;
        for (Map.Entry<Integer, Colour> one : colours.entrySet()) {
            green = one.getValue() == Colour.GREEN ? one.getKey() : green;
        }
        return new Stretch(green, colours.higherKey(green));
    }

    /** Commits to try next, at most so many; none: no more can be known. */
    Set<Integer> next(int atOnce) {
        Map<Stretch, List<Integer>> open = new LinkedHashMap<>();
        for (T test : known.keySet()) {
            Stretch stretch = stretch(test);
            List<Integer> inside = inside(stretch);
            if (!inside.isEmpty()) {
                open.put(stretch, inside);
            }
        }
        Set<Integer> next = new LinkedHashSet<>();
        int left = open.size();
        for (List<Integer> inside : open.values()) {
            int share = Math.max(1, (atOnce - next.size()) / left);
            left--;
            if (next.size() < atOnce) {
                next.addAll(spread(inside, Math.min(share, inside.size())));
            }
        }
        return next;
    }

    /** Tests of which this commit says something new. */
    Set<T> askedOf(int commit) {
        Set<T> tests = new LinkedHashSet<>();
        for (T test : known.keySet()) {
            Stretch stretch = stretch(test);
            if (stretch.green() < commit && commit < stretch.red()) {
                tests.add(test);
            }
        }
        return tests;
    }

    private List<Integer> inside(Stretch stretch) {
        List<Integer> inside = new ArrayList<>();
        for (int commit = stretch.green() + 1; commit < stretch.red(); commit++) {
            if (!unusable.contains(commit)) {
                inside.add(commit);
            }
        }
        return inside;
    }

    private static List<Integer> spread(List<Integer> inside, int count) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            chosen.add(inside.get((int) ((long) i * (inside.size() + 1) / (count + 1)) - 1));
        }
        return chosen;
    }
}
