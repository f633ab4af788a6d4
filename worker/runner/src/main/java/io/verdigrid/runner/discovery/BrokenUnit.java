package io.verdigrid.runner.discovery;

import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.TestNode;
import java.util.Collections;
import java.util.List;
import org.junit.platform.engine.UniqueId;

/**
 * Something that could not be looked into, as a unit of one test that fails when it is run, in whatever JVM. Its id says
 * all that this takes: the class to load again, or the cause. Immutable.
 */
public final class BrokenUnit {
    private static final String ENGINE = "verdigrid";
    private static final String CLASS = "class";
    private static final String DISCOVERY = "discovery";
    private static final int LONGEST_CAUSE = 500;

    /** The unit's only test, whose id is the unit's. */
    public final TestNode test;

    private BrokenUnit(String unitId, String className) {
        this.test = new TestNode(unitId, unitId, className, "initializationError", className, true, "");
    }

    /** A class that cannot be loaded or linked. */
    static BrokenUnit ofClass(String className) {
        UniqueId id = UniqueId.forEngine(ENGINE).append(CLASS, className);
        return new BrokenUnit(id.toString(), className);
    }

    /** An engine that cannot discover something, for this cause. */
    static BrokenUnit ofDiscovery(String engineId, String cause) {
        String told = cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE);
        UniqueId id = UniqueId.forEngine(ENGINE).append(DISCOVERY, engineId).append("cause", told);
        return new BrokenUnit(id.toString(), engineId);
    }

    /** The unit of this id, or null where that is a unit of the user's engines. */
    public static BrokenUnit of(String unitId) {
        if (!unitId.startsWith("[engine:" + ENGINE + "]/")) {
            return null;
        }
        return new BrokenUnit(
                unitId, UniqueId.parse(unitId).getSegments().get(1).getValue());
    }

    FoundUnit found() {
        return new FoundUnit(
                test.unitId, test.className, false, false, Collections.emptyList(), Collections.singletonList(test));
    }

    /** Tries again, and gives what is wrong. */
    public Throwable failure() {
        List<UniqueId.Segment> segments = UniqueId.parse(test.unitId).getSegments();
        UniqueId.Segment what = segments.get(1);
        if (what.getType().equals(CLASS)) {
            Throwable problem = ClassCheck.problem(what.getValue());
            return problem != null
                    ? problem
                    : new IllegalStateException(
                            what.getValue()
                                    + " can be loaded here, but could not where the tests were discovered: none of its tests is known");
        }
        String cause = segments.size() > 2 ? segments.get(2).getValue() : "unknown";
        return new IllegalStateException(
                "engine " + what.getValue() + " could not discover all of its tests: " + cause);
    }
}
