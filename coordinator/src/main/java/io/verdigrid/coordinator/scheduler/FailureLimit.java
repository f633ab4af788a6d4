package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.scheduler.policy.RetestRule;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts a build's red tests of which no retest is to come, and says when there are enough of them. */
final class FailureLimit {
    private final int most;
    private final RetestRule rule;
    private final Set<LeafState> red = new LinkedHashSet<>();

    /** @param most 0: there are never enough */
    FailureLimit(int most, RetestRule rule) {
        this.most = most;
        this.rule = rule;
    }

    /** Something new is known of this test. */
    void judge(LeafState leaf, @Nullable Verdict verdict) {
        if (most == 0) {
            return;
        }
        if (verdict != null && verdict.isRed() && !leaf.past().quarantined() && !leaf.waitsForRetest(rule)) {
            red.add(leaf);
        } else {
            red.remove(leaf);
        }
    }

    /** What is red of these is not retested. */
    void settle(Iterable<LeafState> leaves) {
        if (most == 0) {
            return;
        }
        for (LeafState leaf : leaves) {
            Verdict verdict = leaf.verdict();
            if (verdict != null && verdict.isRed() && !leaf.past().quarantined()) {
                red.add(leaf);
            }
        }
    }

    int most() {
        return most;
    }

    int red() {
        return red.size();
    }

    boolean isReached() {
        return most > 0 && red.size() >= most;
    }
}
