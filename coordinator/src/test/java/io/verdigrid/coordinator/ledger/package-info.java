@NullMarked
package io.verdigrid.coordinator.ledger;

import org.jspecify.annotations.NullMarked;
