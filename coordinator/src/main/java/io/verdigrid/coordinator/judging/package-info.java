/** What is thought of a test over its builds: healthy, intermittent, broken. Pure: no clock, no store, no scheduler in it. */
@NullMarked
package io.verdigrid.coordinator.judging;

import org.jspecify.annotations.NullMarked;
