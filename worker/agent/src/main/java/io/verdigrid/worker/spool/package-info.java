/** Facts that the coordinator has not acknowledged yet, on disk. */
@NullMarked
package io.verdigrid.worker.spool;

import org.jspecify.annotations.NullMarked;
