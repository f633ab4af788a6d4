/** What the coordinator reads of its durable state: narrow interfaces that speak of builds, attempts and histories. */
@NullMarked
package io.verdigrid.coordinator.store;

import org.jspecify.annotations.NullMarked;
