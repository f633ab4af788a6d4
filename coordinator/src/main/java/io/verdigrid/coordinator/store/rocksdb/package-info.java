/** The store on RocksDB, and the only place that knows of RocksDB. */
@NullMarked
package io.verdigrid.coordinator.store.rocksdb;

import org.jspecify.annotations.NullMarked;
