/** What makes a fact durable: commands, the seam behind which they become so, and the state that they make. */
@NullMarked
package io.verdigrid.coordinator.ledger;

import org.jspecify.annotations.NullMarked;
