package io.verdigrid.coordinator.scheduler;

/**
 * A slot that holds a lease, for people to look at.
 *
 * @param className empty: a discovery
 * @param sinceMs when the lease got to the head, by the clock of the events
 * @param estimateMs what it should take
 * @param attempt number of its attempts
 * @param copy it is a second run of what a slower slot holds
 * @param behind leases that wait behind it
 */
public record BusySlot(
        String workerId,
        int slot,
        String buildId,
        String module,
        String className,
        long sinceMs,
        long estimateMs,
        int attempt,
        boolean copy,
        int behind) {
    /** What a slot does; its head must be a lease. */
    static BusySlot of(SlotState slot, Lease head) {
        UnitState unit = head.work.unit();
        return new BusySlot(
                slot.worker.id,
                slot.index,
                head.work.module.build.id,
                head.work.module.name,
                unit == null ? "" : unit.className(),
                slot.headSinceMs(),
                head.estimateMs,
                head.work.number(),
                head.work instanceof CopyState,
                slot.depth() - 1);
    }
}
