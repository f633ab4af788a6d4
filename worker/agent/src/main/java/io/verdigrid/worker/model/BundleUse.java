package io.verdigrid.worker.model;

import io.verdigrid.protocol.Digest;

/** A module of a build with its bundle: what a runner is started for, and may be used again for. */
public record BundleUse(String buildId, String module, Digest bundle) {}
