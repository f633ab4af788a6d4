package io.verdigrid.coordinator.model;

import org.jspecify.annotations.Nullable;

/**
 * Why an attempt was not green.
 *
 * @param type class of the throwable; empty where there was none
 * @param message at most 1 KiB
 * @param stack the stack trace, if no longer than 1 KiB, else empty
 * @param stackBlob the stack trace if longer, else null
 */
public record Failure(
        String type, String message, String stack, @Nullable BlobRange stackBlob) {}
