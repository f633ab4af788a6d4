package io.verdigrid.coordinator.scheduler;

/** For how long the leases of a unit held their slots, milliseconds. */
final class UnitTimes {
    private long slotTimeMs;
    private long fixtureMs;
    private long longestMs;
    private int leases;

    /** A lease ended; one that had not begun held nothing. */
    void add(long heldMs, long outsideTestsMs) {
        slotTimeMs += Math.max(0, heldMs);
        fixtureMs += Math.max(0, outsideTestsMs);
        longestMs = Math.max(longestMs, heldMs);
        leases += heldMs > 0 ? 1 : 0;
    }

    long slotTimeMs() {
        return slotTimeMs;
    }

    long longestMs() {
        return longestMs;
    }

    /** The fixture as one lease pays it. */
    long fixtureOnceMs() {
        return fixtureMs / Math.max(1, leases);
    }

    /** As if the fixture had been paid once. */
    long slotTimeOnceMs() {
        return slotTimeMs - fixtureMs + fixtureOnceMs();
    }
}
