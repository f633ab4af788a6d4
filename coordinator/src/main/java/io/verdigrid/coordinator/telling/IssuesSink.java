package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.IssueCommand;
import io.verdigrid.coordinator.ledger.IssueCommand.Cluster;
import io.verdigrid.coordinator.ledger.SameTests;
import io.verdigrid.coordinator.model.Announcement;
import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Issue;
import io.verdigrid.coordinator.store.IssueStore.OfSuite;
import io.verdigrid.coordinator.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Keeps the list of issues by what builds show, and a tracker by that list.
 *
 * <p>The list is the truth: a tracker's issue is made and rewritten as a whole from it, so that doing it again changes nothing.
 * Before one is made, the tracker is asked for the mark of the cluster, which is in the text of its issue: what was filed
 * before a kill is found again.
 */
final class IssuesSink implements Sink {
    /** Where half of the tests fail, it is the grid or the whole suite, and no cluster of them. */
    private static final int LEAST_OF_A_MASS = 10;

    private final Store store;
    private final Optional<Tracker> tracker;
    private final String link;

    IssuesSink(Store store, Optional<Tracker> tracker, String link) {
        this.store = store;
        this.tracker = tracker;
        this.link = link;
    }

    @Override
    public String name() {
        return "issues";
    }

    @Override
    public boolean wants(Announcement announcement) {
        return announcement.kind() == Announcement.Kind.BUILD_ENDED;
    }

    @Override
    public void tell(Message message) throws SinkFailure, InterruptedException {
        BuildRecord build =
                store.builds().build(message.about().place().buildId()).orElse(null);
        if (build != null) {
            commit(new IssueCommand.Seen(
                    build.spec().suite(),
                    build.buildId(),
                    SameTests.of(build.spec()),
                    build.status() == BuildStatus.GREEN,
                    build.ending().atMs(),
                    clusters(build)));
        }
        if (tracker.isPresent()) {
            for (OfSuite issue : store.issues().untracked()) {
                track(tracker.get(), issue);
            }
        }
    }

    private List<Cluster> clusters(BuildRecord build) {
        List<RedTest> red = RedTest.andIntermittent(store.builds(), build.buildId());
        long failing =
                red.stream().filter(test -> kind(test) == Issue.Kind.FAILING).count();
        if (failing >= LEAST_OF_A_MASS && 2 * failing >= build.counts().planned()) {
            return List.of();
        }
        Map<String, Cluster> clusters = new LinkedHashMap<>();
        for (RedTest test : red) {
            Signature signature = Signature.of(test);
            clusters.merge(
                    signature.id(),
                    new Cluster(signature.id(), kind(test), signature.text(), List.of(test.name())),
                    IssuesSink::both);
        }
        return List.copyOf(clusters.values());
    }

    private static Issue.Kind kind(RedTest test) {
        return test.isIntermittent() ? Issue.Kind.INTERMITTENT : Issue.Kind.FAILING;
    }

    private static Cluster both(Cluster one, Cluster other) {
        List<String> tests = new ArrayList<>(one.tests());
        tests.addAll(other.tests());
        Issue.Kind kind = one.kind() == other.kind() ? one.kind() : Issue.Kind.FAILING;
        return new Cluster(one.signature(), kind, one.title(), tests);
    }

    private void track(Tracker to, OfSuite of) throws SinkFailure, InterruptedException {
        Issue issue = of.issue();
        Issue.Tracking tracking = issue.past().tracking();
        Ticket ticket = Ticket.of(of, link);
        String reference = tracking.reference();
        if (reference.isEmpty()) {
            Optional<String> filed = to.find(ticket);
            if (filed.isEmpty() && !issue.open()) {
                // It came and went before the tracker could be told.
                commit(new IssueCommand.Tracked(of.suite(), issue.signature(), tracking.version(), ""));
                return;
            }
            reference = filed.isPresent() ? filed.get() : to.create(ticket);
            if (filed.isPresent()) {
                to.update(reference, ticket);
            }
        } else {
            to.update(reference, ticket);
        }
        commit(new IssueCommand.Tracked(of.suite(), issue.signature(), tracking.version(), reference));
    }

    private void commit(IssueCommand command) throws SinkFailure, InterruptedException {
        try {
            store.ledger()
                    .commit(new Command.OfIssues(command))
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            throw new SinkFailure("the list of issues cannot be written: " + e.getMessage(), false, e);
        }
    }
}
