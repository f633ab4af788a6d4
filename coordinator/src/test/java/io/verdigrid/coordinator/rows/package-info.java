@NullMarked
package io.verdigrid.coordinator.rows;

import org.jspecify.annotations.NullMarked;
