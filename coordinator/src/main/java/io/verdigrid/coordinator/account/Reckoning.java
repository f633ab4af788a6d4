package io.verdigrid.coordinator.account;

import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildAccount.Breakdown;
import io.verdigrid.coordinator.model.BuildAccount.CostlyClass;
import io.verdigrid.coordinator.model.BuildAccount.UnitTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The account of a build that has ended: bound, parts, costliest classes. */
record Reckoning(Collection<UnitCost> units, PartSums parts, Tail tail, long slots, long usefulMs) {
    private static final int COSTLIEST = 3;

    BuildAccount account(BuildAccount soFar, long makespanMs) {
        UnitTime longest = new UnitTime("", "", 0, 0);
        for (UnitCost unit : units) {
            if (unit.indivisibleMs() > longest.slotTimeMs()) {
                longest = new UnitTime(unit.module, unit.className(), unit.indivisibleMs(), unit.tests());
            }
        }
        // While the longest runs, the others can't help idling or doing what they would not have had to.
        parts.forgive(Math.max(0, slots * longest.slotTimeMs() - usefulMs));
        long boundMs = Math.min(makespanMs, Math.max(usefulMs / slots, longest.slotTimeMs()));
        return soFar.with(boundMs, (int) slots, new Breakdown(usefulMs, longest, parts.all(), costliest()));
    }

    private List<CostlyClass> costliest() {
        return units.stream()
                .filter(unit -> !unit.isDiscovery())
                .map(this::cost)
                .filter(cost -> cost.wallMs() > 0)
                .sorted(Comparator.comparingLong(CostlyClass::wallMs)
                        .reversed()
                        .thenComparing(CostlyClass::module)
                        .thenComparing(CostlyClass::className))
                .limit(COSTLIEST)
                .toList();
    }

    private CostlyClass cost(UnitCost unit) {
        Tail.Beside beside = tail.of(unit);
        long wallMs = (unit.heldMs() + beside.idleMs()) / slots;
        long fasterMs = (unit.heldMs() / 2 + (slots - 1) * Math.min(beside.aloneMs(), unit.heldMs() / 2)) / slots;
        return new CostlyClass(
                unit.module,
                unit.className(),
                unit.tests(),
                wallMs,
                cutSavesMs(unit, beside),
                Math.min(wallMs, fasterMs),
                unit.whole());
    }

    /** Its last stretch alone is shared by all slots, each of which pays the fixture. */
    private long cutSavesMs(UnitCost unit, Tail.Beside beside) {
        if (!unit.whole().isEmpty()) {
            return 0;
        }
        long sharedMs = (beside.idleMs() - (slots - 1) * unit.fixtureMs()) / slots;
        long atMostMs = Math.min(beside.aloneMs(), unit.usefulMs() - unit.indivisibleMs());
        return Math.max(0, Math.min(sharedMs, atMostMs));
    }
}
