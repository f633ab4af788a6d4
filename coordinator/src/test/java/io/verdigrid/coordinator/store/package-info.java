@NullMarked
package io.verdigrid.coordinator.store;

import org.jspecify.annotations.NullMarked;
