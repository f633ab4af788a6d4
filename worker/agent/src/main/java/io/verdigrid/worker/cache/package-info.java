/** Blobs by their digests on disk within a bound, and bundles laid out from them. */
@NullMarked
package io.verdigrid.worker.cache;

import org.jspecify.annotations.NullMarked;
