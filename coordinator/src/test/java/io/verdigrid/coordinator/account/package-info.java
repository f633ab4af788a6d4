@NullMarked
package io.verdigrid.coordinator.account;

import org.jspecify.annotations.NullMarked;
