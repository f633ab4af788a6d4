/** Which tests are called slower. */
@NullMarked
package io.verdigrid.coordinator.slowness;

import org.jspecify.annotations.NullMarked;
