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
    private final List<Idle> idle = new ArrayList<>();
    private final Map<UnitCost, Beside> beside = new HashMap<>();

    /** A time in which a slot had nothing to do. */
    record Idle(long fromMs, long toMs) {}

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

    /** A slot that was not used again idled then. */
    void idle(Idle stretch) {
        idle.add(stretch);
    }

    /** Says what the idle slots waited for. */
    void addTo(PartSums parts) {
        long first = idle.stream().mapToLong(Idle::fromMs).min().orElse(nowMs);
        for (Stretch stretch : phases.behind(first, nowMs)) {
            long sum = 0;
            long longest = 0;
            for (Idle one : idle) {
                long ms = stretch.between(one.fromMs(), one.toMs());
                sum += ms;
                longest = Math.max(longest, ms);
            }
            parts.add(part(stretch), sum);
            UnitCost unit = stretch.unit();
            if (unit != null) {
                beside.put(unit, of(unit).and(longest, sum));
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
