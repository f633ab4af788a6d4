package io.verdigrid.cli;

import io.verdigrid.protocol.build.v1.BuildSpec;
import io.verdigrid.protocol.build.v1.ModuleSpec;
import io.verdigrid.protocol.common.v1.Lane;
import io.verdigrid.protocol.common.v1.Selection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tests that run and report but never block: those of some tags leave the build, and have one of their own beside it, in lane
 * hypothesis, from the same bundles.
 *
 * @param tags JUnit tag expressions; none: there are no hypotheses
 * @param awaited the command waits for their end, since the grid ends with it
 */
record Hypotheses(List<String> tags, boolean awaited) {
    /** A build whose every test counts. */
    static final Hypotheses NONE = new Hypotheses(List.of(), false);

    /** Copies its list. */
    Hypotheses {
        tags = List.copyOf(tags);
    }

    /** The build without them. */
    BuildSpec without(BuildSpec spec) {
        BuildSpec.Builder rest = spec.toBuilder();
        for (ModuleSpec.Builder module : rest.getModulesBuilderList()) {
            module.getSelectionBuilder().addAllExcludeTag(tags);
        }
        return rest.build();
    }

    /** The build of them alone; empty: there are none. */
    Optional<BuildSpec> of(BuildSpec spec) {
        if (tags.isEmpty()) {
            return Optional.empty();
        }
        BuildSpec.Builder beside = spec.toBuilder();
        beside.getSettingsBuilder().setLane(Lane.LANE_HYPOTHESIS).clearMaxFailures();
        for (ModuleSpec.Builder module : beside.getModulesBuilderList()) {
            Selection.Builder selection = module.getSelectionBuilder();
            List<String> included = List.copyOf(selection.getIncludeTagList());
            selection
                    .clearIncludeTag()
                    .addIncludeTag(included.isEmpty() ? any(tags) : any(included) + " & " + any(tags));
        }
        return Optional.of(beside.build());
    }

    /** JUnit lets any of several included tags hold; here two such lists must. */
    private static String any(List<String> expressions) {
        return expressions.stream().collect(Collectors.joining(") | (", "((", "))"));
    }
}
