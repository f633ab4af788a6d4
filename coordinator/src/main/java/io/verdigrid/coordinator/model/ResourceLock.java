package io.verdigrid.coordinator.model;

/**
 * What the tests of a unit need of a resource that the whole grid shares.
 *
 * @param shared others that only read it may run at the same time
 */
public record ResourceLock(String key, boolean shared) {}
