package io.verdigrid.cli.hunt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * A module's tests as a hunt sees them, sorted, so that a seed means the same order wherever it is used.
 *
 * @param module its name
 * @param classes sorted by their units' ids
 */
record HuntedSuite(String module, List<OneClass> classes) {
    HuntedSuite {
        classes =
                classes.stream().sorted(Comparator.comparing(OneClass::unitId)).toList();
    }

    /**
     * A class with the unique ids of its planned tests.
     *
     * @param tests sorted
     */
    record OneClass(String unitId, List<String> tests) {
        OneClass {
            tests = tests.stream().sorted().toList();
        }
    }

    /** Classes in a random order, and in each class its tests. */
    List<String> shuffled(long seed) {
        Shuffle shuffle = new Shuffle(seed);
        List<String> order = new ArrayList<>();
        for (OneClass each : shuffle.of(classes)) {
            order.addAll(shuffle.of(each.tests()));
        }
        return order;
    }

    /** Each class twice, the second time right behind the first. */
    List<String> twice() {
        List<String> order = new ArrayList<>();
        for (OneClass each : classes) {
            order.addAll(each.tests());
            order.addAll(each.tests());
        }
        return order;
    }

    static List<String> reversed(List<String> order) {
        List<String> reversed = new ArrayList<>(order);
        Collections.reverse(reversed);
        return reversed;
    }
}
