@NullMarked
package io.verdigrid.coordinator.store.rocksdb;

import org.jspecify.annotations.NullMarked;
