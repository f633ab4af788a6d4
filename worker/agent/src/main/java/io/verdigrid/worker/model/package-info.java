/** The words of a worker: leases, and the facts that it reports of them. */
@NullMarked
package io.verdigrid.worker.model;

import org.jspecify.annotations.NullMarked;
