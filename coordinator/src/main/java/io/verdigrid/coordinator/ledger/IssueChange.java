package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.ledger.Applied.Answer;
import io.verdigrid.coordinator.ledger.IssueCommand.Cluster;
import io.verdigrid.coordinator.model.Issue;
import io.verdigrid.coordinator.model.Issue.Sighting;
import io.verdigrid.coordinator.model.Issue.Tracking;
import io.verdigrid.coordinator.rows.IssueRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.SuiteIssuesRow;
import io.verdigrid.coordinator.rows.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What opens, closes and reopens issues.
 *
 * <p>A failing one is closed by the next green build of the same tests, or by three builds in a row without it; an intermittent
 * one by thirty: at a failure rate of a tenth that many are clean by chance in 4 of 100 cases.
 */
final class IssueChange {
    /** New ones in a build: more is one cause with many faces, or a bad day. */
    static final int NEW_IN_A_BUILD = 5;

    private static final int QUIET_FAILING = 3;
    private static final int QUIET_INTERMITTENT = 30;
    private static final int SEEN = 200;

    private final StateBatch batch;

    IssueChange(StateBatch batch) {
        this.batch = batch;
    }

    Answer apply(IssueCommand command) {
        if (command instanceof IssueCommand.Seen seen) {
            return seen(seen);
        } else if (command instanceof IssueCommand.Tracked tracked) {
            return tracked(tracked);
        }
        throw new IllegalArgumentException("unknown command " + command);
    }

    private Answer seen(IssueCommand.Seen seen) {
        SuiteIssuesRow row = suite(seen.suite());
        if (row.seen().contains(seen.buildId())) {
            return Answer.DUPLICATE;
        }
        Set<String> open = new LinkedHashSet<>(row.open());
        Set<String> again = new HashSet<>();
        Sighting sighting = new Sighting(seen.buildId(), seen.atMs());
        int created = 0;
        for (Cluster cluster : seen.clusters()) {
            Issue known = issue(seen.suite(), cluster.signature());
            if (known == null && created == NEW_IN_A_BUILD) {
                continue;
            }
            created += known == null ? 1 : 0;
            Issue now = known == null
                    ? created(cluster, sighting, seen.sameTests())
                    : seenAgain(known, cluster, sighting, seen.sameTests());
            put(seen.suite(), now);
            open.add(cluster.signature());
            again.add(cluster.signature());
        }
        for (String signature : List.copyOf(open)) {
            Issue issue = again.contains(signature) ? null : issue(seen.suite(), signature);
            if (issue != null && issue.past().sameTests().equals(seen.sameTests())) {
                Issue quiet = quiet(issue, seen.green());
                put(seen.suite(), quiet);
                if (!quiet.open()) {
                    open.remove(signature);
                }
            }
        }
        List<String> builds = new ArrayList<>(row.seen());
        builds.add(seen.buildId());
        SuiteIssuesRow after =
                new SuiteIssuesRow(List.copyOf(open), builds.subList(Math.max(0, builds.size() - SEEN), builds.size()));
        batch.put(Table.SUITE_ISSUES, Keys.text(seen.suite()), after.encode());
        return Answer.ACCEPTED;
    }

    private Issue created(Cluster cluster, Sighting sighting, String sameTests) {
        Issue.Past record = new Issue.Past(sameTests, sighting, sighting, 1, 0, 0, new Tracking(1, 0, ""));
        List<String> tests = cluster.tests().stream().limit(Issue.TESTS).toList();
        return new Issue(
                Counter.ISSUE.next(batch), cluster.signature(), cluster.kind(), cluster.title(), true, tests, record);
    }

    private static Issue seenAgain(Issue issue, Cluster cluster, Sighting sighting, String sameTests) {
        Issue.Past record = issue.past();
        Set<String> tests = new LinkedHashSet<>(issue.tests());
        tests.addAll(cluster.tests());
        Tracking tracking = record.tracking();
        return new Issue(
                issue.number(),
                issue.signature(),
                cluster.kind(),
                issue.title(),
                true,
                tests.stream().limit(Issue.TESTS).toList(),
                new Issue.Past(
                        sameTests,
                        record.first(),
                        sighting,
                        record.builds() + 1,
                        0,
                        record.reopened() + (issue.open() ? 0 : 1),
                        new Tracking(tracking.version() + 1, tracking.known(), tracking.reference())));
    }

    private static Issue quiet(Issue issue, boolean green) {
        Issue.Past record = issue.past();
        int quiet = record.quiet() + 1;
        boolean gone =
                issue.kind() == Issue.Kind.INTERMITTENT ? quiet >= QUIET_INTERMITTENT : green || quiet >= QUIET_FAILING;
        Tracking tracking = record.tracking();
        return new Issue(
                issue.number(),
                issue.signature(),
                issue.kind(),
                issue.title(),
                !gone,
                issue.tests(),
                new Issue.Past(
                        record.sameTests(),
                        record.first(),
                        record.last(),
                        record.builds(),
                        quiet,
                        record.reopened(),
                        new Tracking(tracking.version() + (gone ? 1 : 0), tracking.known(), tracking.reference())));
    }

    private Answer tracked(IssueCommand.Tracked tracked) {
        Issue issue = issue(tracked.suite(), tracked.signature());
        if (issue == null || issue.past().tracking().known() >= tracked.version()) {
            return Answer.DUPLICATE;
        }
        Issue.Past record = issue.past();
        put(
                tracked.suite(),
                new Issue(
                        issue.number(),
                        issue.signature(),
                        issue.kind(),
                        issue.title(),
                        issue.open(),
                        issue.tests(),
                        new Issue.Past(
                                record.sameTests(),
                                record.first(),
                                record.last(),
                                record.builds(),
                                record.quiet(),
                                record.reopened(),
                                new Tracking(record.tracking().version(), tracked.version(), tracked.reference()))));
        return Answer.ACCEPTED;
    }

    private SuiteIssuesRow suite(String suite) {
        byte[] row = batch.get(Table.SUITE_ISSUES, Keys.text(suite));
        return row == null ? new SuiteIssuesRow(List.of(), List.of()) : SuiteIssuesRow.decode(row);
    }

    private @Nullable Issue issue(String suite, String signature) {
        byte[] row = batch.get(Table.ISSUE, Keys.texts(suite, signature));
        return row == null ? null : IssueRow.decode(row).issue();
    }

    private void put(String suite, Issue issue) {
        batch.put(Table.ISSUE, Keys.texts(suite, issue.signature()), new IssueRow(issue).encode());
    }
}
