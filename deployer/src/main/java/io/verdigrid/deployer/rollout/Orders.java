package io.verdigrid.deployer.rollout;

import io.verdigrid.deployer.target.Release;
import io.verdigrid.protocol.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people may ask of pushes. Thread-safe: each order is checked and written down with nothing between. */
final class Orders {
    private final PushLog log;
    private final TimeSource time;

    Orders(PushLog log, TimeSource time) {
        this.log = log;
        this.time = time;
    }

    /** What may be ordered. */
    enum Order {
        ABORT,
        PAUSE,
        RESUME,
        ROLL_BACK
    }

    /** Queues a push; asked again with the same request id, it is the push of the first time. */
    Push submit(Release release, Request request) throws Refused {
        synchronized (log) {
            Optional<Push> known = log.read(book -> book.ofRequest(request.id()));
            if (known.isPresent()) {
                return known.get();
            }
            Optional<String> condemned = log.read(book -> book.whyCondemned(release.id()));
            if (condemned.isPresent() && !request.says(Request.Word.AGAIN)) {
                throw new Refused("release " + release.id() + " was rolled back (" + condemned.get()
                        + "); --again rolls it out nevertheless");
            }
            long id = log.read(Book::nextId);
            if (condemned.isPresent()) {
                log.add(new Fact.Pardoned(now(), release.id(), request.by(), request.reason()));
            }
            log.add(new Fact.Queued(now(), id, release, request));
            return push(id);
        }
    }

    /** Does this to a push, or throws. */
    Push order(long id, Order order, String by, String reason) throws Refused {
        synchronized (log) {
            Push push = log.read(book -> book.push(id)).orElseThrow(() -> new Refused("there is no push " + id));
            List<Fact> facts = new ArrayList<>();
            switch (order) {
                case PAUSE, RESUME -> facts.addAll(pause(push, order == Order.PAUSE, by, reason));
                case ABORT -> facts.add(abort(push, by, reason));
                case ROLL_BACK -> facts.add(rollBack(push, by, reason));
            }
            facts.forEach(log::add);
            return push(id);
        }
    }

    private List<Fact> pause(Push push, boolean pause, String by, String reason) throws Refused {
        if (push.state().isOver()) {
            throw over(push, "");
        }
        return push.paused() == pause ? List.of() : List.of(new Fact.Paused(now(), push.id(), pause, by, reason));
    }

    private Fact abort(Push push, String by, String reason) throws Refused {
        if (push.state().isOver()) {
            throw over(push, push.state() == PushState.DONE ? "; `verdigrid push rollback` undoes it" : "");
        }
        return stop(push, by, reason);
    }

    private Fact rollBack(Push push, String by, String reason) throws Refused {
        if (push.state().isOver()) {
            boolean last = push.state() == PushState.DONE
                    && log.read(Book::lastDone)
                            .filter(done -> done.id() == push.id())
                            .isPresent();
            if (!last) {
                throw over(
                        push, push.state() == PushState.DONE ? ", and a newer push is live: roll that back first" : "");
            }
            Optional<Push> busy = log.read(Book::underWay).filter(other -> other.id() != push.id());
            if (busy.isPresent()) {
                throw new Refused("push " + busy.get().id() + " is on its way: abort that first");
            }
        }
        return stop(push, by, reason);
    }

    private Fact stop(Push push, String by, String reason) {
        return push.state() == PushState.QUEUED
                ? new Fact.Moved(
                        now(), push.id(), PushState.ROLLED_BACK, 0, Vigil.wish(new Push.Wish(by, reason)), false)
                : new Fact.Wished(now(), push.id(), by, reason);
    }

    /** Undoes the last push of this person. */
    Push undoLast(String by, String reason) throws Refused {
        synchronized (log) {
            Push last = log.read(book -> book.pushes().stream()
                            .filter(push -> push.request().by().equals(by))
                            .findFirst())
                    .orElseThrow(() -> new Refused("there is no push by " + by));
            return order(last.id(), Order.ROLL_BACK, by, reason);
        }
    }

    private static Refused over(Push push, String more) {
        return new Refused("push " + push.id() + " is " + push.state().word() + more);
    }

    private Push push(long id) {
        return log.read(book -> book.push(id)).orElseThrow();
    }

    private long now() {
        return time.epochMillis();
    }
}
