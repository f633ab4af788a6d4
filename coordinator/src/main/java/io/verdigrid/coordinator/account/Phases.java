package io.verdigrid.coordinator.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a build was doing, from its start on: what idle slots at its end waited for. */
final class Phases {
    /** What goes on while a slot idles. */
    enum Kind {
        /** The plan is not whole. */
        DISCOVERY,
        /** Only one lease runs, of a unit's first round. */
        ONE_UNIT,
        /** Only retests run. */
        RETESTS,
        /** Several leases run, or none. */
        OTHERS
    }

    /**
     * A stretch of time.
     *
     * @param unit the one that runs alone; else null
     */
    record Stretch(Kind kind, @Nullable UnitCost unit, long fromMs, long toMs) {
        /** How much of it lies between these times. */
        long between(long from, long to) {
            return Math.max(0, Math.min(toMs, to) - Math.max(fromMs, from));
        }
    }

    private final List<Stretch> ended = new ArrayList<>();
    private Kind kind = Kind.DISCOVERY;
    private @Nullable UnitCost unit;
    private long fromMs;

    Phases(long startMs) {
        fromMs = startMs;
    }

    /** From now on this goes on. */
    void become(Kind newKind, @Nullable UnitCost newUnit, long nowMs) {
        if (newKind != kind || !Objects.equals(newUnit, unit)) {
            end(nowMs);
            kind = newKind;
            unit = newUnit;
        }
    }

    private void end(long nowMs) {
        if (nowMs > fromMs) {
            ended.add(new Stretch(kind, unit, fromMs, nowMs));
        }
        fromMs = nowMs;
    }

    /** All stretches that end behind this time. */
    List<Stretch> behind(long ms, long nowMs) {
        end(nowMs);
        List<Stretch> found = new ArrayList<>();
        for (int i = ended.size() - 1; i >= 0 && ended.get(i).toMs() > ms; i--) {
            found.add(ended.get(i));
        }
        return found;
    }
}
