package io.verdigrid.coordinator.retention;

/**
 * What retention has done since the start.
 *
 * @param units histories of classes that no longer run
 * @param lastRoundMs how long the last round took, with its pauses; 0: none has ended
 * @param failures rounds that ended early
 */
public record RetentionFigures(long builds, long units, long blobs, long lastRoundMs, long failures) {}
