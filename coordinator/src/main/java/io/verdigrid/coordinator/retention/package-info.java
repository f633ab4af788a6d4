/** Removes what is older than it has to be kept. */
@NullMarked
package io.verdigrid.coordinator.retention;

import org.jspecify.annotations.NullMarked;
