package io.verdigrid.coordinator.scheduler;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A module of a build. */
final class ModuleState {
    final BuildState build;
    final String name;
    final DiscoveryState discovery;
    final UnitQueue queue = new UnitQueue();

    /** By unit id, in the order in which they were planned. */
    final Map<String, UnitState> units = new LinkedHashMap<>();

    /** Workers that could not run it, with what they said. */
    final TreeMap<String, String> unable = new TreeMap<>();

    /** Where its discovery looked for tests in vain; empty: it found some, or has not ended, or nobody remembers. */
    String nothingFound = "";

    private boolean planClosed;
    private long nobodyLeftSinceMs = Long.MAX_VALUE;

    ModuleState(BuildState build, String name) {
        this.build = build;
        this.name = name;
        this.discovery = new DiscoveryState(this);
    }

    void closePlan() {
        if (!planClosed) {
            planClosed = true;
            build.planClosed();
        }
    }

    /** Since when nobody is left who can run it; the end of time if somebody is. */
    long nobodyLeft(boolean nobody, long nowMs) {
        nobodyLeftSinceMs = nobody ? Math.min(nobodyLeftSinceMs, nowMs) : Long.MAX_VALUE;
        return nobodyLeftSinceMs;
    }

    boolean hasOpenWork() {
        if (!queue.isEmpty() || discovery.place() != Work.Place.SETTLED) {
            return true;
        }
        for (UnitState unit : units.values()) {
            if (unit.place() != Work.Place.SETTLED) {
                return true;
            }
        }
        return false;
    }

    /** As it stands in a sentence. */
    String title() {
        return name.isEmpty() ? "the build's tests" : "module " + name;
    }
}
