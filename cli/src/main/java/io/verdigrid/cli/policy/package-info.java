/** How a suite wants its tests judged, from its file. */
@NullMarked
package io.verdigrid.cli.policy;

import org.jspecify.annotations.NullMarked;
