/** Builds and histories read from rows, whatever holds the rows. */
@NullMarked
package io.verdigrid.coordinator.store.view;

import org.jspecify.annotations.NullMarked;
