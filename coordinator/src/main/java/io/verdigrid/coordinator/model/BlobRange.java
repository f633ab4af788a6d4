package io.verdigrid.coordinator.model;

import io.verdigrid.protocol.Digest;

/**
 * A part of a blob, in bytes.
 *
 * @param digest of the whole blob
 */
public record BlobRange(Digest digest, long offset, long length) {}
