package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.scheduler.policy.IntermittentRule;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of a build's tests makes it red, beside the verdicts: what a quarantine takes back, and what regressions add. */
final class Blockers {
    private static final int TOLD = 3;

    private final IntermittentRule rule;
    private final Set<LeafState> redInQuarantine = new LinkedHashSet<>();
    private final Set<LeafState> regressions = new LinkedHashSet<>();

    Blockers(IntermittentRule rule) {
        this.rule = rule;
    }

    /** Something new is known of this test. */
    void judge(LeafState leaf, @Nullable Verdict verdict) {
        if (leaf.past().quarantined()) {
            set(redInQuarantine, leaf, verdict != null && verdict.isRed());
        }
        if (verdict == Verdict.INTERMITTENT || regressions.contains(leaf)) {
            set(regressions, leaf, rule.isRegression(leaf.past(), leaf.trials()));
        }
    }

    private static void set(Set<LeafState> in, LeafState leaf, boolean is) {
        if (is) {
            in.add(leaf);
        } else {
            in.remove(leaf);
        }
    }

    /** Red tests that block nothing. */
    int redInQuarantine() {
        return redInQuarantine.size();
    }

    /** Regressions make it red. */
    boolean isBlocked() {
        return rule.blocks() && !regressions.isEmpty();
    }

    /** What is to be said at the end; empty: nothing. */
    String text() {
        StringBuilder text = new StringBuilder();
        int left = TOLD;
        for (LeafState leaf : regressions) {
            if (left-- == 0) {
                text.append("; ").append(regressions.size() - TOLD).append(" more");
                break;
            }
            text.append(text.length() == 0 ? "[REGRESSION: newly intermittent] " : "; ")
                    .append(leaf.uniqueId)
                    .append(" failed ")
                    .append(leaf.trials().reds())
                    .append(" of ")
                    .append(leaf.trials().reds() + leaf.trials().passes())
                    .append(" runs after ")
                    .append(leaf.past().cleanRuns())
                    .append(" clean ones");
        }
        if (!redInQuarantine.isEmpty()) {
            int count = redInQuarantine.size();
            text.append(text.length() == 0 ? "" : "; ")
                    .append(count == 1 ? "1 red test is" : count + " red tests are")
                    .append(" in quarantine, which blocks nothing");
        }
        return text.toString();
    }
}
