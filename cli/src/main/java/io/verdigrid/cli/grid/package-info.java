/** How a command reaches a grid: over a network, or one that it starts in its own process. */
@NullMarked
package io.verdigrid.cli.grid;

import org.jspecify.annotations.NullMarked;
