package io.verdigrid.coordinator.model;

import io.verdigrid.protocol.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What a build was asked to do.
 *
 * @param suite names the history that it reads and writes
 * @param requirements labels that a worker must have: {@code key=value}, or {@code key} for any value
 * @param authors mail addresses of who wrote its revisions; known from the submission to the end, and not kept with the build
 * @param artifact that was made of the revision, for which a green build is to have a certificate
 */
public record BuildSpec(
        String suite,
        String revision,
        String branch,
        List<ModuleSpec> modules,
        BuildSettings settings,
        List<String> requirements,
        List<String> authors,
        Optional<Digest> artifact) {

    /** Of no known authors and no artifact. */
    public BuildSpec(
            String suite,
            String revision,
            String branch,
            List<ModuleSpec> modules,
            BuildSettings settings,
            List<String> requirements) {
        this(suite, revision, branch, modules, settings, requirements, List.of(), Optional.empty());
    }

    /** Copies its lists. */
    public BuildSpec {
        modules = List.copyOf(modules);
        requirements = List.copyOf(requirements);
        authors = List.copyOf(authors);
    }
}
