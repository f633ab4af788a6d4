@NullMarked
package io.verdigrid.coordinator.judging;

import org.jspecify.annotations.NullMarked;
