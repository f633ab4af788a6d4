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
import org.junit.jupiter.api.Test;

/** A small build beside a huge one: four slots that run what they are granted, second by second. */
final class FairnessTest {
    private static final int SLOTS = 4;
    private static final long UNIT_MS = 2_000;

    private final Bench bench = new Bench();
    private final Map<String, Deque<GrantedLease>> slots = new LinkedHashMap<>();
    private final Map<String, Long> sinceMs = new LinkedHashMap<>();

    private static UnitPlan[] units(String prefix, int count) {
        UnitPlan[] units = new UnitPlan[count];
        for (int i = 0; i < count; i++) {
            units[i] = unit(prefix + (1000 + i), UNIT_MS, prefix + "t" + i);
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
            if (head != null && bench.now() - sinceMs.getOrDefault(worker, 0L) >= UNIT_MS) {
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
    void aSmallBuildBehindAHugeOneEndsWithinAFewTimesItsOwnTime() {
        bench.planned("huge", units("H", 2_000));
        for (int i = 0; i < SLOTS; i++) {
            bench.worker("w" + i, 1);
            take();
        }
        for (int i = 0; i < 30; i++) {
            second();
        }
        long submitted = bench.now();
        bench.tell(new SchedulerEvent.BuildAdded("small", List.of(""), BuildSettings.DEFAULT, List.of(), submitted, 0));
        take();
        bench.tell(new SchedulerEvent.PlanAdded("small", "", List.of(units("S", 8))));
        take();
        bench.tell(new SchedulerEvent.PlanClosed("small", ""));
        take();
        boolean ended = false;
        for (int i = 0; i < 60 && !ended; i++) {
            ended = second();
        }
        assertThat(ended).isTrue();
        long alone = 8 * UNIT_MS / SLOTS;
        assertThat(bench.now() - submitted).as("alone it takes %d ms", alone).isLessThanOrEqualTo(5 * alone);
    }
}
