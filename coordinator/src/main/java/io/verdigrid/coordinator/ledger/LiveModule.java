package io.verdigrid.coordinator.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A module of an open build, by the ids of its units and tests. For one thread. */
final class LiveModule {
    final String name;
    final Map<String, LiveUnit> units = new LinkedHashMap<>();
    final Map<String, LiveTest> tests = new LinkedHashMap<>();
    /** The number of its history; null: not asked for yet. */
    @Nullable
    Integer scope;
    /** Its plan is whole. */
    boolean planClosed;

    LiveModule(String name) {
        this.name = name;
    }
}
