/** Tests that a worker runs in its runners; their names keep them out of the build's own tests. */
package io.verdigrid.worker.guest;
