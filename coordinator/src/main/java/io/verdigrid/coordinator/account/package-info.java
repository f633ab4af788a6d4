/** Where the time of a build went. Pure: no thread, clock, lock or log. */
@NullMarked
package io.verdigrid.coordinator.account;

import org.jspecify.annotations.NullMarked;
