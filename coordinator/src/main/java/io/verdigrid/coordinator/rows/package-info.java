/**
 * The state as rows of bytes in tables: the disk schema, its own encoding, and the narrow way to read and change it.
 *
 * <p>Each row begins with its version. A change that older code can't read raises {@link Schema#VERSION}.
 */
@NullMarked
package io.verdigrid.coordinator.rows;

import org.jspecify.annotations.NullMarked;
