/** Tests of the telling's parts. */
@NullMarked
package io.verdigrid.coordinator.telling;

import org.jspecify.annotations.NullMarked;
