package io.verdigrid.coordinator.model;

import java.util.List;

/**
 * What a build was asked to do.
 *
 * @param suite names the history that it reads and writes
 * @param requirements labels that a worker must have: {@code key=value}, or {@code key} for any value
 * @param authors mail addresses of who wrote its revisions; known from the submission to the end, and not kept with the build
 */
public record BuildSpec(
        String suite,
        String revision,
        String branch,
        List<ModuleSpec> modules,
        BuildSettings settings,
        List<String> requirements,
        List<String> authors) {

    /** Copies its lists. */
    public BuildSpec {
        modules = List.copyOf(modules);
        requirements = List.copyOf(requirements);
        authors = List.copyOf(authors);
    }

    /** One of which nobody said who wrote what it tests. */
    public BuildSpec(
            String suite,
            String revision,
            String branch,
            List<ModuleSpec> modules,
            BuildSettings settings,
            List<String> requirements) {
        this(suite, revision, branch, modules, settings, requirements, List.of());
    }
}
