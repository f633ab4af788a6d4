package io.verdigrid.coordinator.rpc;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.Isolation;
import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.OwnParameters;
import io.verdigrid.protocol.build.v1.SubmitBuildRequest;
import io.verdigrid.protocol.common.v1.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a submission, and says of all that is wrong with it at once. Immutable. */
final class SubmitCheck {
    private static final int MAX_AUTHORS = 50;
    /** As much of one as keeps a header of a mail whole. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\p{Cntrl}]{1,64}@[^\\s@<>,;:\"()\\p{Cntrl}]{1,190}");

    private static final int MAX_MODULES = 2000;
    private static final int MAX_RETESTS = 10;
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);

    private final long maxOutputLimit;

    SubmitCheck(long maxOutputLimit) {
        this.maxOutputLimit = maxOutputLimit;
    }

    /** Throws INVALID_ARGUMENT that names every wrong field. */
    BuildSpec read(SubmitBuildRequest request) {
        Problems problems = new Problems();
        problems.unless(!request.getRequestId().isEmpty(), "request_id", "empty");
        problems.text("request_id", request.getRequestId(), 64);
        io.verdigrid.protocol.build.v1.BuildSpec spec = request.getSpec();
        problems.unless(!spec.getSuite().isBlank(), "spec.suite", "empty; name the suite, its history is kept by it");
        problems.text("spec.suite", spec.getSuite(), 200);
        problems.text("spec.revision", spec.getRevision(), 300);
        problems.text("spec.branch", spec.getBranch(), 300);
        List<ModuleSpec> modules = modules(problems, spec.getModulesList());
        BuildSettings settings = settings(problems, spec.getSettings());
        spec.getRequirementsList()
                .forEach(requirement -> Requirement.check(problems, "spec.requirements", requirement));
        problems.unless(
                spec.getAuthorsCount() <= MAX_AUTHORS,
                "spec.authors",
                spec.getAuthorsCount() + " authors, allowed are " + MAX_AUTHORS);
        spec.getAuthorsList()
                .forEach(author -> problems.unless(
                        ADDRESS.matcher(author).matches(), "spec.authors", "'" + author + "' is no mail address"));
        Optional<Digest> artifact = spec.getArtifactDigest().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(
                        problems.value("spec.artifact_digest", () -> new Digest(spec.getArtifactDigest())));
        problems.throwIfAny();
        return new BuildSpec(
                spec.getSuite(),
                spec.getRevision(),
                spec.getBranch(),
                modules,
                settings,
                spec.getRequirementsList(),
                spec.getAuthorsList(),
                artifact);
    }

    private static List<ModuleSpec> modules(Problems problems, List<io.verdigrid.protocol.build.v1.ModuleSpec> wire) {
        problems.unless(
                !wire.isEmpty() && wire.size() <= MAX_MODULES,
                "spec.modules",
                wire.size() + " modules, allowed are 1 to " + MAX_MODULES);
        Set<String> names = new HashSet<>();
        List<ModuleSpec> modules = new ArrayList<>();
        for (int i = 0; i < wire.size(); i++) {
            io.verdigrid.protocol.build.v1.ModuleSpec module = wire.get(i);
            String field = "spec.modules[" + i + "]";
            problems.unless(names.add(module.getName()), field + ".name", "'" + module.getName() + "' stands twice");
            problems.text(field + ".name", module.getName(), 300);
            selection(problems, field + ".selection", module.getSelection());
            Digest bundle = problems.value(field + ".bundle_digest", () -> new Digest(module.getBundleDigest()));
            if (bundle != null) {
                modules.add(new ModuleSpec(module.getName(), bundle, FromWire.selection(module.getSelection())));
            }
        }
        return modules;
    }

    private static void selection(Problems problems, String field, Selection selection) {
        boolean any = selection.getScanEntriesCount()
                        + selection.getSelectClassCount()
                        + selection.getSelectPackageCount()
                        + selection.getSelectMethodCount()
                        + selection.getSelectUniqueIdCount()
                > 0;
        problems.unless(any, field, "selects nothing: give scan_entries, or a class, package, method or unique id");
        selection
                .getScanEntriesList()
                .forEach(entry -> problems.unless(
                        entry >= 0, field + ".scan_entries", entry + " is no position in the classpath"));
        regexes(problems, field + ".include_classname", selection.getIncludeClassnameList());
        regexes(problems, field + ".exclude_classname", selection.getExcludeClassnameList());
        selection
                .getSelectMethodList()
                .forEach(method -> problems.unless(
                        method.indexOf('#') > 0,
                        field + ".select_method",
                        "'" + method + "' is not fully.qualified.Class#method"));
        selection
                .getSelectClassList()
                .forEach(name -> problems.unless(!name.isBlank(), field + ".select_class", "a blank name"));
        selection
                .getConfigMap()
                .keySet()
                .forEach(key -> problems.unless(!key.isBlank(), field + ".config", "a blank key"));
        selection
                .getConfigMap()
                .forEach((key, value) -> OwnParameters.problem(key, value)
                        .ifPresent(problem -> problems.add(field + ".config", problem)));
        problems.unless(
                !OwnParameters.isOrderGiven(selection.getConfigMap()) || selection.getScanEntriesCount() == 0,
                field + ".scan_entries",
                "a scan has no order that could be kept: name classes, methods or unique ids");
    }

    private static void regexes(Problems problems, String field, List<String> regexes) {
        for (String regex : regexes) {
            try {
                Pattern.compile(regex);
            } catch (PatternSyntaxException e) {
                problems.add(field, "'" + regex + "' is no regular expression: " + e.getDescription());
            }
        }
    }

    private BuildSettings settings(Problems problems, io.verdigrid.protocol.build.v1.BuildSettings wire) {
        problems.unless(
                wire.getRetests() >= 0 && wire.getRetests() <= MAX_RETESTS,
                "spec.settings.retests",
                wire.getRetests() + ", allowed are 0 to " + MAX_RETESTS);
        problems.unless(
                wire.getTestTimeoutMs() >= 0 && wire.getTestTimeoutMs() <= LONGEST_TIMEOUT.toMillis(),
                "spec.settings.test_timeout_ms",
                wire.getTestTimeoutMs() + ", allowed are 0 to " + LONGEST_TIMEOUT.toMillis());
        problems.unless(
                wire.getOutputLimit() >= 0 && wire.getOutputLimit() <= maxOutputLimit,
                "spec.settings.output_limit",
                wire.getOutputLimit() + ", allowed are 0 to " + maxOutputLimit);
        problems.unless(
                wire.getMaxFailures() >= 0,
                "spec.settings.max_failures",
                wire.getMaxFailures() + ", allowed are 0 (no limit) and more");
        Isolation isolation = Isolation.REUSE;
        switch (wire.getIsolation()) {
            case ISOLATION_CLASS -> isolation = Isolation.CLASS;
            case ISOLATION_REUSE, ISOLATION_UNSPECIFIED -> isolation = Isolation.REUSE;
            case UNRECOGNIZED ->
                problems.add("spec.settings.isolation", wire.getIsolationValue() + " is none that is known");
        }
        Lane lane = Lane.MAIN;
        switch (wire.getLane()) {
            case LANE_MAIN, LANE_UNSPECIFIED -> lane = Lane.MAIN;
            case LANE_HYPOTHESIS -> lane = Lane.HYPOTHESIS;
            case LANE_HUNT -> lane = Lane.HUNT;
            case UNRECOGNIZED -> problems.add("spec.settings.lane", wire.getLaneValue() + " is none that is known");
        }
        return new BuildSettings(
                wire.getRetests(),
                isolation,
                wire.getTestTimeoutMs() == 0
                        ? BuildSettings.DEFAULT.testTimeout()
                        : Duration.ofMillis(wire.getTestTimeoutMs()),
                wire.getOutputLimit() == 0 ? BuildSettings.DEFAULT.outputLimit() : wire.getOutputLimit(),
                lane,
                wire.getMaxFailures(),
                PolicyCheck.policy(wire, problems));
    }
}
