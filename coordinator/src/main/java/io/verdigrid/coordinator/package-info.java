/** The coordinator as a whole: its configuration and its start and end. */
@NullMarked
package io.verdigrid.coordinator;

import org.jspecify.annotations.NullMarked;
