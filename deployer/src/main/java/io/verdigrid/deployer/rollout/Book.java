package io.verdigrid.deployer.rollout;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the facts of a journal add up to. Not thread-safe. */
final class Book {
    private final TreeMap<Long, Push> pushes = new TreeMap<>();
    private final SortedMap<String, String> condemned = new TreeMap<>();
    private final SortedMap<String, String> missed = new TreeMap<>();

    /** What people have not been told yet, oldest first. */
    private final Deque<News> untold = new ArrayDeque<>();

    private long newsCount;

    void add(Fact fact) {
        if (fact instanceof Fact.Queued queued) {
            pushes.put(queued.push(), Push.queued(queued.push(), queued.release(), queued.request(), queued.atMs()));
        } else if (fact instanceof Fact.Moved moved) {
            change(moved.push(), push -> moved(push, moved));
        } else if (fact instanceof Fact.Leased leased) {
            change(
                    leased.push(),
                    push -> push.on(new Push.Ground(
                            leased.number(),
                            push.ground().order(),
                            push.ground().from())));
        } else if (fact instanceof Fact.Found found) {
            change(found.push(), push -> push.on(new Push.Ground(push.ground().lease(), found.order(), found.from())));
        } else if (fact instanceof Fact.Paused paused) {
            change(paused.push(), push -> push.paused(paused.paused()));
        } else if (fact instanceof Fact.Wished wished) {
            change(wished.push(), push -> push.wishing(new Push.Wish(wished.by(), wished.reason())));
        } else if (fact instanceof Fact.Overtook overtook) {
            change(overtook.push(), push -> push.with(withChanges(push.request(), overtook.changes())));
        } else if (fact instanceof Fact.Pardoned pardoned) {
            condemned.remove(pardoned.release());
        } else if (fact instanceof Fact.Missed host) {
            missed.put(host.host(), host.why());
        } else if (fact instanceof Fact.CaughtUp host) {
            missed.remove(host.host());
        } else if (fact instanceof Fact.Announced announced) {
            untold.removeIf(news -> news.number() <= announced.news());
        }
    }

    /** What hosts ran and was taken back is not to be rolled out or back to any more. */
    private Push moved(Push push, Fact.Moved moved) {
        if (moved.to() == PushState.ROLLING_BACK && push.state().hasSwitched()) {
            condemned.put(push.release().id(), moved.reason());
        }
        Push after = push.moved(moved.to(), moved.step(), moved.reason(), moved.harm(), moved.atMs());
        boolean undone = push.state() == PushState.ROLLING_BACK && moved.to() == PushState.ROLLED_BACK;
        if (undone || moved.to() == PushState.DONE) {
            newsCount++;
            untold.add(new News(newsCount, after));
        }
        return after;
    }

    private static Request withChanges(Request request, List<Request.Change> changes) {
        return new Request(
                request.id(),
                request.by(),
                request.artifact(),
                request.build(),
                request.reason(),
                request.words(),
                changes);
    }

    private void change(long id, java.util.function.UnaryOperator<Push> how) {
        pushes.computeIfPresent(id, (same, push) -> how.apply(push));
    }

    Optional<Push> push(long id) {
        return Optional.ofNullable(pushes.get(id));
    }

    /** Newest first. */
    List<Push> pushes() {
        return List.copyOf(pushes.descendingMap().values());
    }

    long nextId() {
        return pushes.isEmpty() ? 1 : pushes.lastKey() + 1;
    }

    /** The one that has the fleet, or has to give it back something: at most one. */
    Optional<Push> underWay() {
        return pushes.values().stream()
                .filter(push -> push.state().isUnderWay()
                        || (push.state() == PushState.DONE && push.wish().isPresent()))
                .findFirst();
    }

    /** Those that wait and may go, oldest first. */
    List<Push> queue() {
        return pushes.values().stream()
                .filter(push -> push.state() == PushState.QUEUED && !push.paused())
                .toList();
    }

    /** Rolled back for harm, and the trunk does not know it yet. */
    Optional<Push> unblocked(long sinceMs) {
        return pushes.values().stream()
                .filter(push ->
                        push.state() == PushState.ROLLED_BACK && push.progress().harm())
                .filter(push -> push.progress().changedAtMs() >= sinceMs)
                .findFirst();
    }

    /** The oldest that people have not been told, if it is not older than this. */
    Optional<News> untold(long sinceMs) {
        return untold.stream().filter(news -> news.atMs() >= sinceMs).findFirst();
    }

    Optional<Push> ofRequest(String requestId) {
        return pushes.values().stream()
                .filter(push -> push.request().id().equals(requestId))
                .findFirst();
    }

    /** The newest push that reached all hosts and was not undone. */
    Optional<Push> lastDone() {
        return pushes.descendingMap().values().stream()
                .filter(push -> push.state() == PushState.DONE)
                .findFirst();
    }

    Optional<String> whyCondemned(String release) {
        return Optional.ofNullable(condemned.get(release));
    }

    SortedMap<String, String> condemned() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(condemned));
    }

    /** Hosts that do not run what they should, and why. */
    SortedMap<String, String> missed() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(missed));
    }

    /** Releases that must stay on the hosts: the newest that were staged, what open pushes need, and the last good one. */
    Set<String> kept(int newest) {
        Set<String> staged = new LinkedHashSet<>();
        Set<String> needed = new LinkedHashSet<>();
        lastDone().ifPresent(push -> {
            needed.add(push.release().id());
            needed.addAll(push.ground().from().values());
        });
        for (Push push : pushes()) {
            if (push.ground().lease() > 0 && staged.size() < newest) {
                staged.add(push.release().id());
            }
            if (!push.state().isOver()) {
                needed.add(push.release().id());
                needed.addAll(push.ground().from().values());
            }
        }
        needed.addAll(staged);
        return needed;
    }
}
