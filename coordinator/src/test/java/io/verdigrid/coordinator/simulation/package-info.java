/** Tests of the simulation. */
@NullMarked
package io.verdigrid.coordinator.simulation;

import org.jspecify.annotations.NullMarked;
