/** Tests of the engine's parts. */
@NullMarked
package io.verdigrid.coordinator.engine;

import org.jspecify.annotations.NullMarked;
