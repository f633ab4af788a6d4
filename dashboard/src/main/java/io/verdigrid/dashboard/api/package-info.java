/** The gRPC API as JSON: one handler for all of its methods, by their descriptors. */
@NullMarked
package io.verdigrid.dashboard.api;

import org.jspecify.annotations.NullMarked;
