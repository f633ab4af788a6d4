/** Tells people: takes what is in the outbox to mails and webhooks, until each has it. */
@NullMarked
package io.verdigrid.coordinator.telling;

import org.jspecify.annotations.NullMarked;
