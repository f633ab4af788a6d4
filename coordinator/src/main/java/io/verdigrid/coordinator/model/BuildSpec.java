package io.verdigrid.coordinator.model;

import java.util.List;

/**
 * What a build was asked to do.
 *
 * @param suite names the history that it reads and writes
 * @param requirements labels that a worker must have: {@code key=value}, or {@code key} for any value
 */
public record BuildSpec(
        String suite,
        String revision,
        String branch,
        List<ModuleSpec> modules,
        BuildSettings settings,
        List<String> requirements) {

    /** Copies its lists. */
    public BuildSpec {
        modules = List.copyOf(modules);
        requirements = List.copyOf(requirements);
    }
}
