package io.verdigrid.coordinator.store.rocksdb;

import io.verdigrid.coordinator.store.Store;
import io.verdigrid.coordinator.store.StoreContract;
import io.verdigrid.protocol.TimeSource;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The store on RocksDB keeps the contract. */
final class RocksStoreContractTest extends StoreContract {
    @TempDir
    Path dataDir = Path.of("");

    @Override
    protected Store open() {
        return RocksStore.open(dataDir, TimeSource.system());
    }

    @Override
    protected Store reopen(Store store) {
        store.close();
        return open();
    }
}
