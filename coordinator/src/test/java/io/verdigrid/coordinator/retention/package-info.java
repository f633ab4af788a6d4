/** What is removed when. */
@NullMarked
package io.verdigrid.coordinator.retention;

import org.jspecify.annotations.NullMarked;
