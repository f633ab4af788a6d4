package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.model.Issue;
import io.verdigrid.coordinator.rows.IssueRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Snapshots;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.store.IssueStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Issues from rows. Thread-safe; each call sees one snapshot. */
public final class IssueView implements IssueStore {
    private final Snapshots snapshots;

    /** A view of what these snapshots show. */
    public IssueView(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public List<OfSuite> issues(String suite, boolean closedToo, int limit) {
        return all(suite, issue -> closedToo || issue.open()).stream()
                .sorted(Comparator.comparing((OfSuite each) -> each.issue().number())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<OfSuite> untracked() {
        return all(
                "",
                issue -> issue.past().tracking().known()
                        < issue.past().tracking().version());
    }

    private List<OfSuite> all(String suite, Predicate<Issue> wanted) {
        byte[] prefix = suite.isEmpty() ? Keys.ALL : Keys.texts(suite, "");
        return snapshots.read(rows -> {
            List<OfSuite> issues = new ArrayList<>();
            rows.scan(Table.ISSUE, prefix, (key, value) -> {
                Issue issue = IssueRow.decode(value).issue();
                return !wanted.test(issue) || issues.add(new OfSuite(Keys.firstText(key), issue));
            });
            return issues;
        });
    }
}
