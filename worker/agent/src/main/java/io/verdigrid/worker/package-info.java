/** The daemon on a build host. */
@NullMarked
package io.verdigrid.worker;

import org.jspecify.annotations.NullMarked;
