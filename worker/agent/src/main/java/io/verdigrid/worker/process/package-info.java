/** Runner processes: how they are started, spoken to and killed. */
@NullMarked
package io.verdigrid.worker.process;

import org.jspecify.annotations.NullMarked;
