/** The edge: gRPC services over the engine and the store. The only place of the coordinator that knows generated messages. */
@NullMarked
package io.verdigrid.coordinator.rpc;

import org.jspecify.annotations.NullMarked;
