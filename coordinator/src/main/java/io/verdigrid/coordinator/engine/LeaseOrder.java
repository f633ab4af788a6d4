package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;

/** A lease with all that a worker needs to run it. */
public record LeaseOrder(GrantedLease lease, ModuleSpec module, BuildSettings settings) {}
