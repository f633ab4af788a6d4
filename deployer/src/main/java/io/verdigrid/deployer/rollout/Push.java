package io.verdigrid.deployer.rollout;

import io.verdigrid.deployer.target.Release;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One release on its way to a fleet. Immutable.
 *
 * @param id counts from 1
 * @param paused goes no further until somebody says so
 * @param wish what a person wants of it and has not been done yet
 */
public record Push(
        long id,
        Release release,
        Request request,
        Progress progress,
        Ground ground,
        boolean paused,
        Optional<Wish> wish) {

    /**
     * How far it is.
     *
     * @param step of the plan, from 0
     * @param reason why it is where it is, where that is not plain
     * @param harm the release did harm, and not the way to the hosts
     * @param queuedAtMs milliseconds since 1970
     * @param changedAtMs when it came into this state
     */
    public record Progress(PushState state, int step, String reason, boolean harm, long queuedAtMs, long changedAtMs) {}

    /**
     * What it found.
     *
     * @param lease the number under which it has the fleet; 0: not yet
     * @param order the hosts that answered, canaries first
     * @param from what each of them ran; empty text: nothing
     */
    public record Ground(long lease, List<String> order, SortedMap<String, String> from) {
        static final Ground NONE = new Ground(0, List.of(), new TreeMap<>());

        /** With immutable collections. */
        public Ground {
            order = List.copyOf(order);
            from = Collections.unmodifiableSortedMap(new TreeMap<>(from));
        }
    }

    /** That it be stopped and undone. */
    public record Wish(String by, String reason) {}

    /** Where it is. */
    public PushState state() {
        return progress.state();
    }

    static Push queued(long id, Release release, Request request, long atMs) {
        return new Push(
                id,
                release,
                request,
                new Progress(PushState.QUEUED, 0, "", false, atMs, atMs),
                Ground.NONE,
                false,
                Optional.empty());
    }

    Push moved(PushState to, int step, String reason, boolean harm, long atMs) {
        Progress next = new Progress(to, step, reason, harm, progress.queuedAtMs(), atMs);
        // A wish that came while the push became DONE still holds; rolling back fulfils it.
        boolean fulfilled = to == PushState.ROLLING_BACK || (to.isOver() && to != PushState.DONE);
        Optional<Wish> left = fulfilled ? Optional.empty() : wish;
        return new Push(id, release, request, next, ground, paused && !to.isOver(), left);
    }

    Push on(Ground found) {
        return new Push(id, release, request, progress, found, paused, wish);
    }

    Push paused(boolean now) {
        return new Push(id, release, request, progress, ground, now, wish);
    }

    Push wishing(Wish wanted) {
        return new Push(id, release, request, progress, ground, paused, Optional.of(wanted));
    }

    Push with(Request changed) {
        return new Push(id, release, changed, progress, ground, paused, wish);
    }
}
