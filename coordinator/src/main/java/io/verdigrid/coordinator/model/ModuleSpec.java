package io.verdigrid.coordinator.model;

import io.verdigrid.protocol.Digest;

/**
 * One module of a build.
 *
 * @param name unique in the build; empty in a build of one module
 * @param bundle digest of the bundle's manifest
 */
public record ModuleSpec(String name, Digest bundle, Selection selection) {}
