package io.verdigrid.coordinator.scheduler;

/** Where a unit's tests were red last, and so where they are not to be run again. */
final class RetestPlace {
    private String redWorker = "";
    private int redSlot;

    void sawRed(SlotState slot) {
        redWorker = slot.worker.id;
        redSlot = slot.index;
    }

    /** A retest goes to another worker than the one that saw red, if there is one, else to another slot. */
    boolean allows(SlotState slot, ModuleState module) {
        if (!slot.worker.id.equals(redWorker)) {
            return true;
        }
        if (module.build.pool.hasOther(redWorker, module.unable.keySet())) {
            return false;
        }
        return slot.index != redSlot || slot.worker.slots().size() == 1;
    }
}
