package io.verdigrid.coordinator.account;

import io.verdigrid.coordinator.model.BuildAccount.Part;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Slot time by what it went into, milliseconds. */
final class PartSums {
    /** What costs nothing first when a class that cannot be cut decides the makespan anyway. */
    private static final List<Part> BESIDE_THE_LONGEST = List.of(
            Part.LONGEST_UNIT,
            Part.TAIL,
            Part.ABSENT,
            Part.WAITING,
            Part.OTHER_BUILDS,
            Part.DISCOVERY,
            Part.RETESTS,
            Part.COPIES,
            Part.FIXTURES_AGAIN,
            Part.LOST,
            Part.TRANSFER,
            Part.START_UP,
            Part.UNKNOWN);

    private final Map<Part, Long> sums = new EnumMap<>(Part.class);

    void add(Part part, long ms) {
        if (ms != 0) {
            sums.merge(part, ms, Long::sum);
        }
    }

    long of(Part part) {
        return sums.getOrDefault(part, 0L);
    }

    /** Takes out so much, where it hurts least. */
    void forgive(long ms) {
        long left = ms;
        for (Part part : BESIDE_THE_LONGEST) {
            long taken = Math.min(left, Math.max(0, of(part)));
            add(part, -taken);
            left -= taken;
        }
    }

    Map<Part, Long> all() {
        Map<Part, Long> all = new EnumMap<>(sums);
        all.values().removeIf(ms -> ms == 0);
        return all;
    }
}
