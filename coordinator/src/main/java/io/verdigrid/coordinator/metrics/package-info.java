/** What the coordinator counts and measures, in Prometheus' format. */
@NullMarked
package io.verdigrid.coordinator.metrics;

import org.jspecify.annotations.NullMarked;
