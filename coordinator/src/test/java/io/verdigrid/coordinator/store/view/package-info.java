@NullMarked
package io.verdigrid.coordinator.store.view;

import org.jspecify.annotations.NullMarked;
