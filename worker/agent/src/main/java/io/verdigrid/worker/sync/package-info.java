/** The edge to the coordinator: the one package here that knows generated messages. */
@NullMarked
package io.verdigrid.worker.sync;

import org.jspecify.annotations.NullMarked;
