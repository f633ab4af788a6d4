/**
 * What a suite would take on another fleet or under another policy: drives the very scheduler in virtual time. Pure: no thread,
 * clock or file; randomness comes from seeds.
 */
@NullMarked
package io.verdigrid.coordinator.simulation;

import org.jspecify.annotations.NullMarked;
