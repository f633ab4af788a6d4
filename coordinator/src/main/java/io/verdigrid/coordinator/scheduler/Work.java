package io.verdigrid.coordinator.scheduler;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be leased: the discovery of a module, or a unit. It is in exactly one place at any time. */
abstract sealed class Work permits DiscoveryState, UnitState {
    /** Who gets a slot first: discoveries, then retests, then the longest; what was begun before goes ahead. */
    static final Comparator<Work> ORDER = Comparator.comparingInt(Work::rank)
            .thenComparing(Comparator.comparingLong(Work::estimateMs).reversed())
            .thenComparing(Work::isAgain, Comparator.reverseOrder())
            .thenComparing(work -> work.module.name)
            .thenComparing(work -> work.unitId);

    private static final int UNCHARGED_KILLS = 5;

    static final int RANK_DISCOVERY = 0;
    static final int RANK_RETEST = 1;
    static final int RANK_FRESH = 2;

    /** Where a discovery or a unit is. */
    enum Place {
        QUEUED,
        LEASED,
        SETTLED
    }

    final ModuleState module;
    /** Empty: a discovery. */
    final String unitId;

    private Place place = Place.SETTLED;
    private @Nullable Lease lease;
    private boolean again;
    private final Streak losses = new Streak();
    private final Streak kills = new Streak();
    private final Streak idleDeaths = new Streak();
    private final Set<Long> closed = new LinkedHashSet<>(4);

    Work(ModuleState module, String unitId) {
        this.module = module;
        this.unitId = unitId;
    }

    abstract int rank();

    /** What is left of it; does not change while it is queued. */
    abstract long estimateMs();

    abstract boolean fromHistory();

    /** Number of the attempts to be made now. */
    abstract int number();

    /** It must have a new JVM. */
    abstract boolean needsFreshRunner();

    /** Rises with everything new that is known of it. */
    abstract long progress();

    /** What a lease of it names now; empty: all of it. */
    abstract List<Decision.Leaf> leaves();

    /** What of its class its tests run among now. */
    Decision.Context context() {
        return Decision.Context.PLAIN;
    }

    /** Leaves not to be run along in a WHOLE context. */
    List<String> leftOut() {
        return List.of();
    }

    /** Whether it may run there, its requirements aside. */
    abstract boolean allows(SlotState slot);

    BuildState build() {
        return module.build;
    }

    Place place() {
        return place;
    }

    @Nullable
    Lease lease() {
        return lease;
    }

    boolean isAgain() {
        return again;
    }

    /** Its runners were killed so often without a new result that one of its tests may be what kills them. */
    boolean chargesKill() {
        return kills.hasReached(UNCHARGED_KILLS, progress());
    }

    /** Counts kills of its runner from outside since the last new result; losses of workers are not among them. */
    int countKill() {
        return kills.grow(progress());
    }

    /** Counts losses since the last new result. */
    int countLoss() {
        return losses.grow(progress());
    }

    /** Counts deaths of its runner in which nothing new came, since the last new result. */
    int countDeath(boolean progressed) {
        return idleDeaths.grow(progress(), progressed ? 0 : 1);
    }

    /** Its worker ended this lease; to say so again, after a lost acknowledgement, changes nothing. */
    void closed(Lease ended) {
        closed.add(ended.id);
    }

    boolean hasClosed(long leaseId) {
        return closed.contains(leaseId);
    }

    /** Into the queue. */
    void queue() {
        leave();
        place = Place.QUEUED;
        module.queue.add(this);
        build().count(place, 1);
    }

    /** To a worker. */
    void leaseTo(Lease newLease) {
        leave();
        place = Place.LEASED;
        lease = newLease;
        again = true;
        build().count(place, 1);
    }

    /** Nothing more is to be done. */
    void settle() {
        leave();
        place = Place.SETTLED;
    }

    private void leave() {
        if (place == Place.QUEUED) {
            module.queue.remove(this);
        }
        if (place != Place.SETTLED) {
            build().count(place, -1);
        }
        lease = null;
    }
}
