package io.verdigrid.protocol;

import java.util.Map;
import java.util.Optional;

/**
 * Configuration parameters of a selection that are meant for Verdigrid and not for JUnit: their names begin with
 * {@code verdigrid.}. Immutable.
 */
public final class OwnParameters {
    /** All that is selected is one unit: one runner runs it in the order in which it is selected. */
    public static final String ORDER = "verdigrid.order";

    /** The one value of {@link #ORDER}. */
    public static final String GIVEN = "given";

    /** The tests of the module leave nothing in the history: nothing is learned or thought of them. */
    public static final String HISTORY = "verdigrid.history";

    /** The one value of {@link #HISTORY}. */
    public static final String OFF = "off";

    private static final String PREFIX = "verdigrid.";

    private OwnParameters() {}

    /** What is selected runs in its order. */
    public static boolean isOrderGiven(Map<String, String> config) {
        return GIVEN.equals(config.get(ORDER));
    }

    /** What runs leaves a history. */
    public static boolean keepsHistory(Map<String, String> config) {
        return !OFF.equals(config.get(HISTORY));
    }

    /** What is wrong with a parameter that is meant for Verdigrid. */
    public static Optional<String> problem(String name, String value) {
        if (!name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        boolean known = (name.equals(ORDER) && value.equals(GIVEN)) || (name.equals(HISTORY) && value.equals(OFF));
        return known
                ? Optional.empty()
                : Optional.of("'" + name + "=" + value + "' is no parameter of Verdigrid: there are " + ORDER + "="
                        + GIVEN + " and " + HISTORY + "=" + OFF);
    }
}
