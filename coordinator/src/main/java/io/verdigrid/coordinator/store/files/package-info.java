/** Blobs as files. */
@NullMarked
package io.verdigrid.coordinator.store.files;

import org.jspecify.annotations.NullMarked;
