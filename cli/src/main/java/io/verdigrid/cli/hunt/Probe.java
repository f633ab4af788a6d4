package io.verdigrid.cli.hunt;

import java.util.ArrayList;
import java.util.List;

/**
 * A question: how does this test end in a new JVM that runs these before it?
 *
 * @param before unique ids of planned tests, in their order
 * @param victim the test, by the planned leaf that holds it, which runs last
 * @param repetition tells equal questions apart
 */
record Probe(Surrounding surrounding, List<String> before, Victim victim, int repetition) {
    Probe {
        before = List.copyOf(before);
    }

    /**
     * A test.
     *
     * @param id its unique id
     * @param leaf that of its planned leaf: itself, or what registers it while it runs
     * @param name {@code class#name}
     */
    record Victim(String module, String id, String leaf, String name) {}

    /** All that runs, in order. */
    List<String> order() {
        List<String> order = new ArrayList<>(before);
        order.add(victim.leaf());
        return order;
    }

    /** How the test ended. */
    enum Answer {
        RED,
        GREEN,
        /** It did not run, or ended as neither. */
        NONE
    }
}
