/** Tests of the small rules. */
@NullMarked
package io.verdigrid.coordinator.scheduler.policy;

import org.jspecify.annotations.NullMarked;
