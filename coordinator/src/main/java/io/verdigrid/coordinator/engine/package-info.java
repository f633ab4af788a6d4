/**
 * The shell round the scheduler: one mailbox thread reads the clock, feeds events in, persists, and performs the decisions.
 */
@NullMarked
package io.verdigrid.coordinator.engine;

import org.jspecify.annotations.NullMarked;
