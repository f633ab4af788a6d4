package io.verdigrid.cli.maven;

import java.util.List;
import java.util.Map;

/**
 * Which tests Surefire would run, in the words of a Selection.
 *
 * @param classes named one by one: what Surefire's includes and excludes leave of the compiled test classes. There is
 *     nothing to scan beside them
 * @param includeTags JUnit tag expressions, any of which must hold
 * @param config JUnit configuration parameters
 */
public record MavenSelection(
        List<String> classes,
        List<String> includeTags,
        List<String> excludeTags,
        List<String> includeEngines,
        List<String> excludeEngines,
        Map<String, String> config) {
    /** Copies its lists. */
    public MavenSelection {
        classes = List.copyOf(classes);
        includeTags = List.copyOf(includeTags);
        excludeTags = List.copyOf(excludeTags);
        includeEngines = List.copyOf(includeEngines);
        excludeEngines = List.copyOf(excludeEngines);
        config = Map.copyOf(config);
    }
}
