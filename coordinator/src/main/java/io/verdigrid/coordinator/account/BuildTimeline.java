package io.verdigrid.coordinator.account;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildAccount.Part;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.scheduler.policy.Requirements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One open build's time: each slot that could run it is at each moment absent, idle, at another build's work or at this
 * one's, and each such millisecond goes into one sum.
 */
final class BuildTimeline {
    final String id;
    private final long submittedAtMs;
    private final long startMs;
    private final Requirements requirements;
    private final Map<SlotLine, Line> lines = new HashMap<>();
    private final Map<String, UnitCost> units = new LinkedHashMap<>();
    private final PartSums parts = new PartSums();
    private final Phases phases;
    private long planClosedMs = Long.MAX_VALUE;
    private int modulesOpen;
    private final Set<LeaseLine> running = new LinkedHashSet<>();
    private int retesting;
    private int ready;
    private int mostReady;
    private long hereMs;
    private long usefulMs;
    private long beforeMs;

    /** What a slot is for this build. */
    private enum State {
        ABSENT,
        IDLE,
        OTHER,
        OWN
    }

    private static final class Line {
        State state = State.ABSENT;
        long sinceMs;
        boolean ready;

        /** Since its last lease of this build: the end has begun for it, if no other comes. */
        final List<Tail.Idle> idle = new ArrayList<>(1);
    }

    /** @param startMs from when on it is known what slots did; later than its submission after a restart */
    BuildTimeline(String id, int modules, Requirements requirements, long submittedAtMs, long startMs) {
        this.id = id;
        this.modulesOpen = modules;
        this.requirements = requirements;
        this.submittedAtMs = submittedAtMs;
        this.startMs = startMs;
        this.phases = new Phases(startMs);
    }

    UnitCost unit(String module, String unitId) {
        return units.computeIfAbsent(module + '\n' + unitId, key -> new UnitCost(module, unitId));
    }

    void planClosed(long nowMs) {
        modulesOpen--;
        if (modulesOpen == 0) {
            planClosedMs = nowMs;
            phase(nowMs);
        }
    }

    /** The slot changed. */
    void see(SlotLine slot, long nowMs) {
        LeaseLine head = slot.head();
        boolean own = head != null && head.build == this;
        boolean fits = slot.isReady() && requirements.fits(slot.labels());
        Line line = lines.get(slot);
        if (line == null) {
            if (!own && !fits) {
                return;
            }
            line = new Line();
            line.sinceMs = nowMs;
            lines.put(slot, line);
        }
        ready += (fits ? 1 : 0) - (line.ready ? 1 : 0);
        line.ready = fits;
        mostReady = Math.max(mostReady, ready);
        State state = own ? State.OWN : !fits ? State.ABSENT : head == null ? State.IDLE : State.OTHER;
        if (state != line.state) {
            leave(line, nowMs);
            if (state == State.OWN) {
                line.idle.forEach(this::waited);
                line.idle.clear();
            }
            line.state = state;
            line.sinceMs = nowMs;
        }
    }

    private void leave(Line line, long nowMs) {
        long ms = nowMs - line.sinceMs;
        if (line.state == State.ABSENT) {
            return;
        }
        hereMs += ms;
        if (line.state == State.OTHER) {
            parts.add(Part.OTHER_BUILDS, ms);
        } else if (line.state == State.IDLE) {
            line.idle.add(new Tail.Idle(line.sinceMs, nowMs));
        }
    }

    private void waited(Tail.Idle idle) {
        long forPlan = Math.max(0, Math.min(idle.toMs(), planClosedMs) - idle.fromMs());
        parts.add(Part.DISCOVERY, forPlan);
        parts.add(Part.WAITING, idle.toMs() - idle.fromMs() - forPlan);
    }

    /** A lease of it came to the head of its slot. */
    void begun(LeaseLine lease, long nowMs) {
        lease.begin(nowMs);
        running.add(lease);
        retesting += lease.isRetest() ? 1 : 0;
        lease.unit.leases.forEach(other -> {
            if (other != lease) {
                lease.compare(other);
            }
        });
        phase(nowMs);
    }

    private void phase(long nowMs) {
        if (modulesOpen > 0) {
            phases.become(Phases.Kind.DISCOVERY, null, nowMs);
        } else if (retesting > 0 && running.size() == retesting) {
            phases.become(Phases.Kind.RETESTS, null, nowMs);
        } else if (running.size() == 1) {
            phases.become(Phases.Kind.ONE_UNIT, running.iterator().next().unit, nowMs);
        } else {
            phases.become(Phases.Kind.OTHERS, null, nowMs);
        }
    }

    /** A lease at the head of its slot ended; null: nobody says how. */
    void ended(LeaseLine lease, @Nullable LeaseTimes times, long nowMs) {
        running.remove(lease);
        retesting -= lease.isRetest() ? 1 : 0;
        spend(lease, times, nowMs - lease.sinceMs());
        phase(nowMs);
    }

    private void spend(LeaseLine lease, @Nullable LeaseTimes times, long heldMs) {
        if (lease.isRetest()) {
            parts.add(Part.RETESTS, heldMs);
            lease.unit.held(heldMs);
            return;
        }
        long start = times == null ? 0 : Math.min(heldMs, times.startMs());
        long transfer = times == null ? 0 : Math.min(heldMs - start, times.transferMs());
        parts.add(Part.START_UP, start);
        parts.add(Part.TRANSFER, transfer);
        long ms = heldMs - start - transfer;
        if (lease.isDiscovery()) {
            parts.add(Part.DISCOVERY, ms);
        } else if (times != null && times.ending() == LeaseEnding.DONE) {
            // A runner that starts for this lease starts within its slot time, and counts as fixture there.
            long before = lease.fresh ? times.startMs() + times.transferMs() : 0;
            long slotMs = Math.max(0, times.slotMs() - before);
            ran(lease, Math.min(ms, slotMs), Math.max(0, times.fixtureMs() - before));
            parts.add(Part.WAITING, Math.max(0, ms - slotMs));
        } else {
            torn(lease, ms);
        }
    }

    /** It ran to its end: all of it was useful but what ran twice. */
    private void ran(LeaseLine lease, long ms, long fixtureMs) {
        lease.unit.held(ms);
        long twice = lease.isCopied() && lease.acceptedMs() == 0 ? ms : Math.min(ms, lease.duplicateMs());
        parts.add(lease.isCopied() ? Part.COPIES : Part.LOST, twice);
        long torn = Math.min(ms - twice, lease.tornMs());
        parts.add(Part.LOST, torn);
        long rest = ms - twice - torn;
        long again = lease.unit.fixtureAgain(Math.min(rest, Math.max(0, fixtureMs)));
        parts.add(Part.FIXTURES_AGAIN, again);
        useful(lease.unit, rest - again);
    }

    /** It was broken off: only its results are of use. */
    private void torn(LeaseLine lease, long ms) {
        lease.unit.held(ms);
        long useful = Math.min(ms, lease.acceptedMs());
        useful(lease.unit, useful);
        parts.add(lease.isCopied() ? Part.COPIES : Part.LOST, ms - useful);
    }

    private void useful(UnitCost unit, long ms) {
        unit.useful(ms);
        usefulMs += ms;
    }

    /** An attempt from before a restart: what it took is all that is known. */
    void restored(UnitCost unit, String registeredBy, Attempt attempt) {
        long ms = attempt.durationUs() / 1000;
        unit.held(ms);
        beforeMs += ms;
        if (attempt.number() > 1) {
            parts.add(Part.RETESTS, ms);
        } else if (attempt.torn() && attempt.outcome().isRed()) {
            parts.add(Part.LOST, ms);
        } else {
            unit.ran(registeredBy, attempt);
            useful(unit, ms);
        }
    }

    /** What became of the time until now. */
    BuildAccount close(BuildAccount soFar, long nowMs) {
        Tail tail = new Tail(phases, nowMs);
        for (Line line : lines.values()) {
            leave(line, nowMs);
            line.idle.forEach(tail::idle);
        }
        tail.addTo(parts);
        long makespanMs = Math.max(1, nowMs - submittedAtMs);
        long slots = Math.max(1, Math.max(mostReady, ceil(hereMs + beforeMs, makespanMs)));
        long absentMs = slots * (nowMs - startMs) - hereMs;
        long unknownMs = slots * (startMs - submittedAtMs) - beforeMs;
        // Slots that were replaced overlap, and before a restart there may have been more: only the sum can't be
        // negative.
        boolean overlap = absentMs < 0 || unknownMs < 0;
        parts.add(Part.ABSENT, overlap && absentMs >= 0 ? absentMs + unknownMs : Math.max(0, absentMs));
        parts.add(Part.UNKNOWN, overlap && unknownMs >= 0 ? absentMs + unknownMs : Math.max(0, unknownMs));
        return new Reckoning(units.values(), parts, tail, slots, usefulMs).account(soFar, makespanMs);
    }

    private static long ceil(long ms, long byMs) {
        return (ms + byMs - 1) / byMs;
    }
}
