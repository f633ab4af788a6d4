package io.verdigrid.coordinator.account;

import io.verdigrid.coordinator.account.Phases.Stretch;
import io.verdigrid.coordinator.model.BuildAccount.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The end of a build, in which slots have nothing left to do. */
final class Tail {
    private final Phases phases;
    private final long nowMs;
    private final List<Long> idleSince = new ArrayList<>();
    private final Map<UnitCost, Beside> beside = new HashMap<>();

    /**
     * What went on beside a unit that ran alone at the end.
     *
     * @param aloneMs how long it did
     * @param idleMs slot time that idled meanwhile
     */
    record Beside(long aloneMs, long idleMs) {
        static final Beside NOTHING = new Beside(0, 0);

        Beside and(long moreAlone, long moreIdle) {
            return new Beside(aloneMs + moreAlone, idleMs + moreIdle);
        }
    }

    Tail(Phases phases, long nowMs) {
        this.phases = phases;
        this.nowMs = nowMs;
    }

    /** A slot idles since then, and will not be used again. */
    void idleSince(long ms) {
        idleSince.add(ms);
    }

    /** Says what the idle slots waited for. */
    void addTo(PartSums parts) {
        long first = idleSince.stream().min(Long::compare).orElse(nowMs);
        for (Stretch stretch : phases.behind(first, nowMs)) {
            long idle = 0;
            long longest = 0;
            for (long since : idleSince) {
                idle += stretch.behind(since);
                longest = Math.max(longest, stretch.behind(since));
            }
            parts.add(part(stretch), idle);
            UnitCost unit = stretch.unit();
            if (unit != null) {
                beside.put(unit, of(unit).and(longest, idle));
            }
        }
    }

    private static Part part(Stretch stretch) {
        return switch (stretch.kind()) {
            case DISCOVERY -> Part.DISCOVERY;
            case ONE_UNIT -> Part.LONGEST_UNIT;
            case RETESTS -> Part.RETESTS;
            case OTHERS -> Part.TAIL;
        };
    }

    /** What idled beside this unit. */
    Beside of(UnitCost unit) {
        return beside.getOrDefault(unit, Beside.NOTHING);
    }
}
