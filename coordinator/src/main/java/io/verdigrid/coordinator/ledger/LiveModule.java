package io.verdigrid.coordinator.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/** A module of an open build, by the ids of its units and tests. For one thread. */
final class LiveModule {
    final String name;
    final Map<String, LiveUnit> units = new LinkedHashMap<>();
    final Map<String, LiveTest> tests = new LinkedHashMap<>();
    /** Its plan is whole. */
    boolean planClosed;

    LiveModule(String name) {
        this.name = name;
    }
}
