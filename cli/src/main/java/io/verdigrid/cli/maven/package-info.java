/** Asks Maven what a project's tests need; what Surefire would do with them is asked of Surefire itself. */
@NullMarked
package io.verdigrid.cli.maven;

import org.jspecify.annotations.NullMarked;
