/** Finds tests that became slower, and since when. Pure: what it needs of the history is given to it. */
@NullMarked
package io.verdigrid.coordinator.slowness;

import org.jspecify.annotations.NullMarked;
