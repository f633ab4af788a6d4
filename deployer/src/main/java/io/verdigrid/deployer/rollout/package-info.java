/** A push from the queue to all hosts, or back: its states, its journal, its acts. */
@NullMarked
package io.verdigrid.deployer.rollout;

import org.jspecify.annotations.NullMarked;
