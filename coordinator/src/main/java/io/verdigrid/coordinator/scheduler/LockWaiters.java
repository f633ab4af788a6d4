package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.model.ResourceLock;
import io.verdigrid.coordinator.scheduler.policy.GridResources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What waits for resources that others hold, of all builds: what comes later does not overtake it. */
final class LockWaiters {
    private final GridResources resources;
    private final Map<Work, Waiter> all = new LinkedHashMap<>();
    private final Map<String, Map<Waiter, ResourceLock>> byKey = new LinkedHashMap<>();
    private long last;

    private static final class Waiter {
        final Work work;
        final long number;

        /** It did not take what it waits for when it could have: nobody is to wait for it, until it is refused again. */
        boolean asleep;

        /** It has slept. */
        boolean slept;

        Waiter(Work work, long number) {
            this.work = work;
            this.number = number;
        }

        Lane lane() {
            return work.build().settings.lane();
        }
    }

    LockWaiters(GridResources resources) {
        this.resources = resources;
    }

    /** Somebody holds what it needs. */
    void refused(Work work) {
        Waiter known = all.get(work);
        if (known != null) {
            known.asleep = false;
        } else if (work.place() == Work.Place.QUEUED) {
            Waiter waiter = new Waiter(work, last++);
            all.put(work, waiter);
            work.locks()
                    .forEach(lock -> byKey.computeIfAbsent(lock.key(), key -> new LinkedHashMap<>())
                            .put(waiter, lock));
        }
    }

    /** It waits no more; false: it did not, or nobody waited for it. */
    boolean leave(Work work) {
        Waiter waiter = all.remove(work);
        if (waiter == null) {
            return false;
        }
        for (ResourceLock lock : work.locks()) {
            Map<Waiter, ResourceLock> waiters = byKey.get(lock.key());
            if (waiters != null && waiters.remove(waiter) != null && waiters.isEmpty()) {
                byKey.remove(lock.key());
            }
        }
        return !waiter.asleep;
    }

    /** The build has ended. */
    void forget(BuildState build) {
        all.keySet().stream()
                .filter(work -> work.build().equals(build))
                .toList()
                .forEach(this::leave);
    }

    /** What could have what it waits for, and was not granted, is waited for no more; false: there is no such. */
    boolean sleep(Predicate<Work> isFree) {
        boolean some = false;
        for (Waiter waiter : all.values()) {
            if (!waiter.asleep && isFree.test(waiter.work)) {
                waiter.asleep = true;
                waiter.slept = true;
                some = true;
            }
        }
        return some;
    }

    /** Something of another module that waits for longer, or in a higher lane, is kept waiting if this has its locks. */
    boolean isBehind(Work work) {
        if (all.isEmpty()) {
            return false;
        }
        Waiter own = all.get(work);
        long number = own == null ? Long.MAX_VALUE : own.number;
        return first(work, other -> {
                    int lanes = other.lane().compareTo(work.build().settings.lane());
                    boolean before = lanes < 0 || (lanes == 0 && other.number < number);
                    return before && !other.work.module.equals(work.module);
                })
                != null;
    }

    /** What waits in a higher lane for what this holds, and has never let it go by. */
    @Nullable
    Work outranking(Work holder, Predicate<Work> couldRun) {
        Lane lane = holder.build().settings.lane();
        Waiter waiter =
                first(holder, other -> !other.slept && other.lane().compareTo(lane) < 0 && couldRun.test(other.work));
        return waiter == null ? null : waiter.work;
    }

    private @Nullable Waiter first(Work work, Predicate<Waiter> which) {
        for (ResourceLock lock : work.locks()) {
            for (Map.Entry<Waiter, ResourceLock> other :
                    byKey.getOrDefault(lock.key(), Map.of()).entrySet()) {
                Waiter waiter = other.getKey();
                if (!waiter.asleep && resources.clash(lock, other.getValue()) && which.test(waiter)) {
                    return waiter;
                }
            }
        }
        return null;
    }
}
