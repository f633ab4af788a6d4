package io.verdigrid.cli.hunt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which builds a hunt makes, in which order: what finds most for its time first. Each class alone, each twice in one JVM, a random
 * order, other surroundings, then random orders with the reverses of those that were clean. Not thread-safe.
 */
final class Rounds {
    /** What other tests leave behind hides what depends on surroundings; so many JVMs are still no great matter. */
    private static final int FEW_CLASSES = 200;

    private final List<HuntedSuite> suites;
    private final long seed;
    private final int orders;
    private final Deque<Round> first = new ArrayDeque<>();
    private int drawn;

    Rounds(List<HuntedSuite> suites, long seed, int orders) {
        this.suites = List.copyOf(suites);
        this.seed = seed;
        this.orders = orders;
        first.add(Round.alone());
        first.add(Round.inOrder("each class twice", byModule(HuntedSuite::twice), false));
        int classes = suites.stream().mapToInt(suite -> suite.classes().size()).sum();
        Surrounding.OTHERS.forEach(other -> first.add(Round.of(other, classes <= FEW_CLASSES)));
    }

    /** The next ones; none: it is over. */
    List<Round> next(int atMost) {
        List<Round> next = new ArrayList<>();
        while (next.size() < atMost) {
            Round waiting = first.poll();
            if (waiting != null) {
                next.add(waiting);
            } else if (drawn < orders) {
                next.add(draw());
            } else {
                break;
            }
        }
        return next;
    }

    /** A random order was clean: so may its reverse be, or not. */
    void clean(Round round) {
        if (round.mayReverse()) {
            first.add(round.reversed());
        }
    }

    private Round draw() {
        long its = new Shuffle(seed + drawn++).next();
        return Round.inOrder(
                "random order " + drawn + " (seed " + its + ")", byModule(suite -> suite.shuffled(its)), true);
    }

    private Map<String, List<String>> byModule(java.util.function.Function<HuntedSuite, List<String>> order) {
        Map<String, List<String>> orders = new HashMap<>();
        suites.forEach(suite -> orders.put(suite.module(), order.apply(suite)));
        return orders;
    }
}
