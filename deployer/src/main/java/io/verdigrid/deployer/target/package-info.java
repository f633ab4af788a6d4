/** Hosts and what is done on each: read, hold, stage, verify, switch, prune. */
@NullMarked
package io.verdigrid.deployer.target;

import org.jspecify.annotations.NullMarked;
