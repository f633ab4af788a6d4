package io.verdigrid.coordinator.scheduler.policy;

import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.ResourceLock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which resources that tests lock are the grid's, and who may hold one beside whom. Immutable.
 *
 * @param licences by key, of those of which more than one may be held at a time: by so many, whether they share or not
 */
public record GridResources(Map<String, Integer> licences) {
    /** JUnit's names for what each JVM has for itself; a runner runs one unit at a time, and JUnit holds them there. */
    private static final Set<String> OF_A_JVM = Set.of(
            "java.lang.System.properties",
            "java.lang.System.out",
            "java.lang.System.err",
            "java.util.Locale.default",
            "java.util.TimeZone.default");

    /** JUnit's name for all that there is. */
    private static final String EVERYTHING =
            "org.junit.platform.engine.support.hierarchical.ExclusiveResource.GLOBAL_KEY";

    /** Copies its map. */
    public GridResources {
        licences = Map.copyOf(licences);
    }

    /** Of these locks, those that workers share. */
    public List<ResourceLock> ofGrid(List<ResourceLock> locks) {
        return locks.stream()
                .filter(lock -> !OF_A_JVM.contains(lock.key()) && !lock.key().equals(EVERYTHING))
                .toList();
    }

    /** Nothing else of its build may run beside a unit with these neighbours: it says so, or locks everything. */
    public static boolean isolates(Neighbours neighbours) {
        return neighbours.isolated() || neighbours.locks().contains(new ResourceLock(EVERYTHING, false));
    }

    /** Why no two tests of a unit with these neighbours may run at the same time; empty: they may. */
    public String onePiece(Neighbours neighbours) {
        if (isolates(neighbours)) {
            return "it is isolated";
        }
        if (neighbours.sameThread()) {
            return "its tests run in one thread";
        }
        return admitsTwo(ofGrid(neighbours.locks())) ? "" : "one at a time may hold what it locks";
    }

    /**
     * The lock can be held beside those that hold the same key.
     *
     * @param holders how many those are
     * @param exclusive how many of them do not share it
     */
    public boolean admits(ResourceLock lock, int holders, int exclusive) {
        Integer count = licences.get(lock.key());
        if (count != null) {
            return holders < count;
        }
        return holders == 0 || (lock.shared() && exclusive == 0);
    }

    /** One of the two locks, of the same key, is kept waiting by the other. */
    public boolean clash(ResourceLock one, ResourceLock other) {
        return licences.containsKey(one.key()) || !(one.shared() && other.shared());
    }

    /** Two leases with these locks may be held at the same time. */
    public boolean admitsTwo(List<ResourceLock> locks) {
        return locks.stream().allMatch(lock -> admits(lock, 1, lock.shared() ? 0 : 1));
    }
}
