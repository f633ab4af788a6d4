/** Which JUnit Platform launcher goes with a classpath. */
@NullMarked
package io.verdigrid.worker.launcher;

import org.jspecify.annotations.NullMarked;
