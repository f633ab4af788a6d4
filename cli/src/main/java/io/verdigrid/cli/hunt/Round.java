package io.verdigrid.cli.hunt;

import java.util.List;
import java.util.Map;

/**
 * One build of a hunt.
 *
 * @param name for people
 * @param orders by module; empty: the suite as it is
 * @param classesAlone a new JVM for each class
 * @param mayReverse a random order, whose reverse is worth a round if it is clean
 */
record Round(
        String name,
        Surrounding surrounding,
        Map<String, List<String>> orders,
        boolean classesAlone,
        boolean mayReverse) {
    Round {
        orders = Map.copyOf(orders);
    }

    static Round alone() {
        return new Round("each class alone", Surrounding.USUAL, Map.of(), true, false);
    }

    static Round of(Surrounding surrounding, boolean classesAlone) {
        return new Round(surrounding.name(), surrounding, Map.of(), classesAlone, false);
    }

    static Round inOrder(String name, Map<String, List<String>> orders, boolean mayReverse) {
        return new Round(name, Surrounding.USUAL, orders, false, mayReverse);
    }

    Round reversed() {
        Map<String, List<String>> reversed = new java.util.HashMap<>();
        orders.forEach((module, order) -> reversed.put(module, HuntedSuite.reversed(order)));
        return inOrder("the reverse of " + name, reversed, false);
    }
}
