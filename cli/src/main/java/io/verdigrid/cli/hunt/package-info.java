/**
 * Looks for intermittent tests, and finds out what they depend on. What decides is pure; {@link GridProbes} alone talks to a
 * grid.
 */
@NullMarked
package io.verdigrid.cli.hunt;

import org.jspecify.annotations.NullMarked;
