/** Runs again what a runner ran. */
@NullMarked
package io.verdigrid.cli.replay;

import org.jspecify.annotations.NullMarked;
