package io.verdigrid.worker.slot;

import io.verdigrid.protocol.TimeSource;
import io.verdigrid.worker.cache.BundleStore;
import io.verdigrid.worker.model.BundleUse;
import io.verdigrid.worker.model.Duty;
import io.verdigrid.worker.model.Ending;
import io.verdigrid.worker.model.Fact;
import io.verdigrid.worker.model.Lease;
import io.verdigrid.worker.model.Reports;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All slots of a worker: passes on what the coordinator wants, and says what they hold.
 *
 * <p>Thread-safe.
 */
public final class Slots implements Duty {
    private static final Logger log = LoggerFactory.getLogger(Slots.class);
    private static final long JOIN_MS = 10_000;

    private final List<SlotQueue> queues = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final boolean startsAhead;
    private final Reports reports;
    private final BundleStore bundles;
    private final Set<String> builds = new LinkedHashSet<>();
    private volatile boolean draining;

    /**
     * Starts the threads of this many slots.
     *
     * @param startsAhead idle ones start a runner for what another was given
     */
    public Slots(
            int count,
            boolean startsAhead,
            RunnerStarter starter,
            BundleStore bundles,
            Reports reports,
            TimeSource time) {
        this.startsAhead = startsAhead;
        this.reports = reports;
        this.bundles = bundles;
        for (int i = 0; i < count; i++) {
            SlotQueue queue = new SlotQueue(time);
            queues.add(queue);
            threads.add(new Thread(new Slot(i, queue, starter, reports, time), "slot-" + i));
        }
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Override
    public List<Lease> held() {
        return queues.stream().flatMap(queue -> queue.held().stream()).toList();
    }

    @Override
    public boolean draining() {
        return draining;
    }

    @Override
    public void welcome(Set<Long> said, Set<Long> keep, Set<String> openBuilds) {
        Predicate<Lease> dropped = lease -> {
            long id = lease.key().leaseId();
            return said.contains(id) && !keep.contains(id);
        };
        for (SlotQueue queue : queues) {
            List<Lease> removed = queue.remove(dropped, "the coordinator gave it to another", true);
            removed.forEach(lease -> log.info("Lease {} is dropped: the coordinator gave it to another", lease.key()));
        }
        Set<String> inUse = new HashSet<>(openBuilds);
        held().forEach(lease -> inUse.add(lease.key().buildId()));
        List<String> over;
        synchronized (builds) {
            over = builds.stream().filter(build -> !inUse.contains(build)).toList();
        }
        over.forEach(this::buildEnded);
    }

    @Override
    public void grant(int slot, List<Lease> leases) {
        if (leases.isEmpty()) {
            return;
        }
        if (draining || slot < 0 || slot >= queues.size()) {
            String why = draining ? "the worker is draining" : "the worker has no slot " + slot;
            leases.forEach(lease -> handBack(lease, why));
            return;
        }
        synchronized (builds) {
            leases.stream()
                    .map(lease -> lease.key().buildId())
                    .filter(builds::add)
                    .forEach(bundles::buildBegan);
        }
        queues.get(slot).add(leases);
        Lease first = leases.get(0);
        if (startsAhead && !first.terms().freshRunner()) {
            prepareOthers(slot, first.use());
        }
    }

    /** Other slots will get work of the same module soon: a runner started now is ready then. */
    private void prepareOthers(int slot, BundleUse use) {
        int budget = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < queues.size() && budget > 0; i++) {
            if (i != slot && queues.get(i).prepare(use)) {
                budget--;
            }
        }
    }

    @Override
    public void revoke(long leaseId, String reason) {
        for (SlotQueue queue : queues) {
            queue.remove(lease -> lease.key().leaseId() == leaseId, reason, false)
                    .forEach(lease -> handBack(lease, reason));
        }
    }

    @Override
    public void buildEnded(String buildId) {
        synchronized (builds) {
            if (!builds.remove(buildId)) {
                return;
            }
        }
        AtomicInteger left = new AtomicInteger(queues.size());
        for (SlotQueue queue : queues) {
            queue.forget(buildId, () -> {
                if (left.decrementAndGet() == 0) {
                    release(buildId);
                }
            });
        }
    }

    /** Unless leases of it came again meanwhile: then the coordinator had lost sight of it for a while. */
    private void release(String buildId) {
        synchronized (builds) {
            if (!builds.contains(buildId)) {
                bundles.buildEnded(buildId);
            }
        }
    }

    @Override
    public List<Running> running() {
        List<Running> running = new ArrayList<>();
        for (int i = 0; i < queues.size(); i++) {
            int slot = i;
            queues.get(i)
                    .current()
                    .ifPresent(work ->
                            running.add(new Running(slot, work.lease().key().leaseId(), work.shown())));
        }
        return running;
    }

    /** Takes no more leases, and hands back those that have not begun. */
    public void drain() {
        draining = true;
        for (SlotQueue queue : queues) {
            queue.removeWaiting().forEach(lease -> handBack(lease, "the worker is draining"));
        }
        reports.flush();
    }

    /** Hands back what runs, too. */
    public void handBackAll() {
        for (SlotQueue queue : queues) {
            queue.remove(lease -> true, "the worker is draining, and waited long enough", false)
                    .forEach(lease -> handBack(lease, "the worker is draining"));
        }
    }

    /** No slot holds a lease. */
    public boolean isIdle() {
        return queues.stream().allMatch(queue -> queue.held().isEmpty());
    }

    /** Kills all runners and ends all slots; waits some seconds for that. */
    public void close() {
        queues.forEach(SlotQueue::quit);
        try {
            for (Thread thread : threads) {
                thread.join(JOIN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handBack(Lease lease, String reason) {
        reports.report(
                lease,
                new Fact.Closed(
                        Ending.HANDED_BACK,
                        reason,
                        Fact.SlotTime.NONE,
                        lease.terms().freshRunner(),
                        List.of(),
                        List.of()));
    }
}
