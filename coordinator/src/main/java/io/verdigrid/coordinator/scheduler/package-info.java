/**
 * The scheduler: a pure function from events to decisions. No thread, clock, lock, log, gRPC or protobuf in it; numbers come
 * from a counter, and iteration is only over ordered collections, so that the same events give the same decisions.
 */
@NullMarked
package io.verdigrid.coordinator.scheduler;

import org.jspecify.annotations.NullMarked;
