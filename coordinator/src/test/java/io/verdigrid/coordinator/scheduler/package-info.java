/** Tests of the scheduler: its rules one by one, and whole grids in virtual time. */
@NullMarked
package io.verdigrid.coordinator.scheduler;

import org.jspecify.annotations.NullMarked;
