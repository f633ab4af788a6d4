package io.verdigrid.coordinator.store;

/** The store for tests keeps the contract too. */
final class MemoryStoreTest extends StoreContract {
    @Override
    protected Store open() {
        return new MemoryStore();
    }

    @Override
    protected Store reopen(Store closed) {
        return ((MemoryStore) closed).restarted();
    }
}
