/** Trunks as people and git see them. */
@NullMarked
package io.verdigrid.cli.trunk;

import org.jspecify.annotations.NullMarked;
