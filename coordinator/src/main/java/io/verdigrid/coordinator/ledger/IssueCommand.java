package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.Issue;
import java.util.List;

/** A fact about issues. Each is idempotent. */
public sealed interface IssueCommand {
    /**
     * What failed in a build that has ended.
     *
     * @param sameTests stands for what it ran: {@link SameTests}
     * @param green the build ended GREEN
     * @param atMs when it ended, milliseconds since 1970
     */
    record Seen(String suite, String buildId, String sameTests, boolean green, long atMs, List<Cluster> clusters)
            implements IssueCommand {
        /** Copies its list. */
        public Seen {
            clusters = List.copyOf(clusters);
        }
    }

    /** Failures that share a signature. */
    record Cluster(String signature, Issue.Kind kind, String title, List<String> tests) {
        /** Copies its list. */
        public Cluster {
            tests = List.copyOf(tests);
        }
    }

    /** A tracker has an issue as it was in this version, under this reference. */
    record Tracked(String suite, String signature, long version, String reference) implements IssueCommand {}
}
