package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.ResourceLock;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be leased: the discovery of a module, or a unit. It is in exactly one place at any time. */
abstract sealed class Work permits CopyState, DiscoveryState, PartState, UnitState {
    /** Who gets a slot first: discoveries, then retests, then the longest; what was begun before goes ahead. */
    static final Comparator<Work> ORDER = Comparator.comparingInt(Work::rank)
            .thenComparing(Comparator.comparingLong(Work::estimateMs).reversed())
            .thenComparing(Work::isAgain, Comparator.reverseOrder())
            .thenComparing(work -> work.module.name)
            .thenComparing(work -> work.unitId)
            .thenComparingInt(Work::part);

    private static final int UNCHARGED_KILLS = 5;

    static final int RANK_DISCOVERY = 0;
    static final int RANK_RETEST = 1;
    static final int RANK_FRESH = 2;

    /** Where a discovery or a unit is. */
    enum Place {
        QUEUED,
        LEASED,
        /** A unit whose parts are queued or leased, each by itself, or of which only a copy is left. */
        SPLIT,
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
    private @Nullable CopyState copy;
    private final Set<Long> closed = new LinkedHashSet<>(4);

    Work(ModuleState module, String unitId) {
        this.module = module;
        this.unitId = unitId;
    }

    /** The unit of which it is all or a part; null: it is a discovery. */
    abstract @Nullable UnitState unit();

    /** Nothing is due in it. */
    abstract boolean isOver();

    abstract int rank();

    /** What it is a copy of; else itself. */
    Work original() {
        return this;
    }

    /** What runs it a second time now. */
    @Nullable
    CopyState copy() {
        return copy;
    }

    void copyTo(@Nullable CopyState newCopy) {
        copy = newCopy;
    }

    /** Tells the parts of a unit from each other. */
    int part() {
        return 0;
    }

    /** The tests that a lease of it is for; empty: all of the unit. */
    Set<String> covered() {
        return Set.of();
    }

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

    /** Resources of the grid that each lease of it holds. */
    List<ResourceLock> locks() {
        return List.of();
    }

    /** It is isolated or locks something. */
    boolean mayHaveToWait() {
        return isIsolated() || !locks().isEmpty();
    }

    /** Nothing else of its build runs while it does. */
    boolean isIsolated() {
        return false;
    }

    /** Whether it may run there, whatever it has to wait for. */
    boolean mayGoTo(SlotState slot) {
        return !module.unable.containsKey(slot.worker.id);
    }

    /** Whether it may run there now, its requirements aside. */
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
        build().count(this, 1);
    }

    /** To a worker. */
    void leaseTo(Lease newLease) {
        leave();
        place = Place.LEASED;
        lease = newLease;
        again = true;
        build().count(this, 1);
    }

    /** Its parts go on for it. */
    void split() {
        leave();
        place = Place.SPLIT;
    }

    /** Nothing more is to be done. */
    void settle() {
        leave();
        place = Place.SETTLED;
    }

    private void leave() {
        if (place == Place.QUEUED) {
            module.queue.remove(this);
            build().locks.leftQueue(this);
        }
        if (place != Place.SETTLED) {
            build().count(this, -1);
        }
        lease = null;
    }
}
