/** The scheduler's rules, each one small and pure, so that it can be read, tested and replaced alone. */
@NullMarked
package io.verdigrid.coordinator.scheduler.policy;

import org.jspecify.annotations.NullMarked;
