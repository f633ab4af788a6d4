/** Whole builds over gRPC, with fake workers and a clock that stands still until a test moves it. */
@NullMarked
package io.verdigrid.coordinator.rpc;

import org.jspecify.annotations.NullMarked;
