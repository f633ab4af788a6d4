/** Slots: one thread each, which runs leases one after the other in a warm runner. */
@NullMarked
package io.verdigrid.worker.slot;

import org.jspecify.annotations.NullMarked;
