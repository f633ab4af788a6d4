/** A whole coordinator, from its configuration to its ports. */
@NullMarked
package io.verdigrid.coordinator;

import org.jspecify.annotations.NullMarked;
