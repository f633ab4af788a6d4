package io.verdigrid.coordinator.engine;

import java.nio.ByteBuffer;

/**
 * A piece of a running test's output.
 *
 * @param error of standard error, not standard output
 * @param data read-only
 */
public record LiveOutput(String buildId, String module, String uniqueId, boolean error, ByteBuffer data) {}
