package io.verdigrid.coordinator.scheduler;

import static io.verdigrid.coordinator.scheduler.Bench.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.UnitPlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A small build beside a huge one, many times by seeds: slots that run what they are granted, second by second. */
final class FairnessTest {
    private static final int SEEDS = 12;
    private static final long LONGEST_MS = 4_000;

    private Bench bench = new Bench();
    private final Map<String, Deque<GrantedLease>> slots = new LinkedHashMap<>();
    private final Map<String, Long> sinceMs = new LinkedHashMap<>();

    private static UnitPlan[] units(String prefix, int count, SplittableRandom random) {
        UnitPlan[] units = new UnitPlan[count];
        for (int i = 0; i < count; i++) {
            long ms = 1_000 * random.nextLong(1, LONGEST_MS / 1_000 + 1);
            units[i] = unit(prefix + (1000 + i), ms, prefix + "t" + i);
        }
        return units;
    }

    /** What was decided in the last event reaches the workers at once. */
    private void take() {
        for (Decision.Grant grant : bench.last(Decision.Grant.class)) {
            Deque<GrantedLease> slot = slots.computeIfAbsent(grant.workerId(), id -> new ArrayDeque<>());
            if (slot.isEmpty()) {
                sinceMs.put(grant.workerId(), bench.now());
            }
            slot.addAll(grant.leases());
        }
        for (Decision.Revoke revoke : bench.last(Decision.Revoke.class)) {
            for (Deque<GrantedLease> slot : slots.values()) {
                for (GrantedLease lease : slot.toArray(new GrantedLease[0])) {
                    if (lease.leaseId() == revoke.leaseId() && !lease.equals(slot.peek())) {
                        slot.remove(lease);
                        bench.close(lease, LeaseEnding.HANDED_BACK);
                        take();
                    }
                }
            }
        }
    }

    private boolean second() {
        bench.pass(1_000, slots.keySet().toArray(new String[0]));
        take();
        for (String worker : slots.keySet().toArray(new String[0])) {
            Deque<GrantedLease> slot = slots.getOrDefault(worker, new ArrayDeque<>());
            GrantedLease head = slot.peek();
            if (head != null && bench.now() - sinceMs.getOrDefault(worker, 0L) >= head.estimateMs()) {
                slot.remove();
                sinceMs.put(worker, bench.now());
                String unitId = head.unitId();
                bench.result(
                        head, unitId.charAt(0) + "t" + (Integer.parseInt(unitId.substring(1)) - 1000), Outcome.PASSED);
                take();
                bench.close(head, LeaseEnding.DONE);
                take();
                if (bench.all(Decision.EndBuild.class).stream()
                        .anyMatch(end -> end.buildId().equals("small"))) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void aSmallBuildBesideAHugeOneEndsWithinAFewTimesItsOwnTime() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int slotCount = random.nextInt(2, 7);
            UnitPlan[] small = units("S", random.nextInt(1, 15), random);
            long totalMs = 0;
            long longestMs = 0;
            for (UnitPlan unit : small) {
                totalMs += unit.estimate().millis();
                longestMs = Math.max(longestMs, unit.estimate().millis());
            }
            long aloneMs = Math.max(totalMs / slotCount, longestMs);
            // It has a right to half of the slots, and waits for what runs in them and for its discovery.
            assertThat(besideAHugeOne(units("H", 300, random), small, slotCount))
                    .as("seed %d, %d slots, %d units: alone it takes %d ms", seed, slotCount, small.length, aloneMs)
                    .isLessThanOrEqualTo(2 * aloneMs + 3 * LONGEST_MS);
        }
    }

    /** How long the small build takes, milliseconds. */
    private long besideAHugeOne(UnitPlan[] huge, UnitPlan[] small, int slotCount) {
        bench = new Bench();
        slots.clear();
        sinceMs.clear();
        bench.planned("huge", huge);
        for (int i = 0; i < slotCount; i++) {
            bench.worker("w" + i, 1);
            take();
        }
        for (int i = 0; i < 20; i++) {
            second();
        }
        long submitted = bench.now();
        bench.tell(new SchedulerEvent.BuildAdded("small", List.of(""), BuildSettings.DEFAULT, List.of(), submitted, 0));
        take();
        bench.tell(new SchedulerEvent.PlanAdded("small", "", List.of(small)));
        take();
        bench.tell(new SchedulerEvent.PlanClosed("small", ""));
        take();
        for (int i = 0; i < 200; i++) {
            if (second()) {
                return bench.now() - submitted;
            }
        }
        throw new AssertionError("the small build does not end");
    }
}
