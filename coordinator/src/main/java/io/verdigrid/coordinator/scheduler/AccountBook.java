package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildAccount.UnitTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Adds up where a build's time goes. */
final class AccountBook {
    private static final int SLOWEST = 10;

    private long slotTimeMs;
    private int units;
    private int unitsWithHistory;
    private int retests;
    private int runnersStarted;

    void unitPlanned(boolean fromHistory) {
        units++;
        unitsWithHistory += fromHistory ? 1 : 0;
    }

    void leaseClosed(long heldMs, boolean freshRunner) {
        slotTimeMs += Math.max(0, heldMs);
        runnersStarted += freshRunner ? 1 : 0;
    }

    void retested(int tests) {
        retests += tests;
    }

    int units() {
        return units;
    }

    int unitsWithHistory() {
        return unitsWithHistory;
    }

    BuildAccount close(BuildState build, long nowMs) {
        List<UnitTime> times = new ArrayList<>();
        long longest = 0;
        for (ModuleState module : build.modules.values()) {
            for (UnitState unit : module.units.values()) {
                int tests = 0;
                for (LeafState leaf : unit.all()) {
                    tests += leaf.verdict() == null ? 0 : 1;
                }
                longest = Math.max(longest, unit.indivisibleMs());
                times.add(
                        new UnitTime(module.name, unit.className(), unit.times().slotTimeMs(), tests));
            }
        }
        times.sort(Comparator.comparingLong(UnitTime::slotTimeMs)
                .reversed()
                .thenComparing(UnitTime::module)
                .thenComparing(UnitTime::className));
        int slots = build.pool.mostSlots();
        long bound = Math.max(slots == 0 ? 0 : slotTimeMs / slots, longest);
        return new BuildAccount(
                nowMs - build.submittedAtMs,
                bound,
                slotTimeMs,
                slots,
                units,
                unitsWithHistory,
                retests,
                runnersStarted,
                times.subList(0, Math.min(SLOWEST, times.size())));
    }
}
