package io.verdigrid.coordinator.judging;

/**
 * An attempt that says something of its test: it passed or was red, by no fault of the grid.
 *
 * @param codeKey number of the code key under which it ran
 */
public record Sighting(int codeKey, String worker, boolean passed) {}
