package io.verdigrid.coordinator.store;

/** A sentence that the discovery of a module had to say and that does not end its build. */
public record BuildWarning(String module, String text) {}
