package io.verdigrid.coordinator.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildAccount;

/** What holds of every account. */
public final class AccountCheck {
    private AccountCheck() {}

    /** The parts add up to what lies between the bound and the makespan, to a slot's millisecond, and none is negative. */
    public static void addsUp(BuildAccount account) {
        BuildAccount.Breakdown breakdown = account.breakdown();
        long sum =
                breakdown.parts().values().stream().mapToLong(Long::longValue).sum();
        long slots = account.slots();
        long longestMs = breakdown.longest().slotTimeMs();
        long boundSlotMs = Math.min(slots * account.makespanMs(), Math.max(breakdown.usefulMs(), slots * longestMs));
        assertThat(sum).as("parts of %s", account).isEqualTo(slots * account.makespanMs() - boundSlotMs);
        assertThat(account.lowerBoundMs()).isEqualTo(boundSlotMs / slots);
        assertThat(breakdown.parts().values())
                .as("parts of %s", account)
                .allSatisfy(ms -> assertThat(ms).isPositive());
    }
}
