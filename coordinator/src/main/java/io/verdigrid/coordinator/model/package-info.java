/** The coordinator's words: values without behaviour of their own, known to all its other packages. */
@NullMarked
package io.verdigrid.coordinator.model;

import org.jspecify.annotations.NullMarked;
