package io.verdigrid.cli;

import io.verdigrid.protocol.OwnParameters;
import io.verdigrid.protocol.common.v1.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Option;

/** Which tests; names and meanings are those of JUnit's ConsoleLauncher. */
final class SelectionOptions {
    @Option(
            names = {"-c", "--select-class"},
            paramLabel = "CLASS",
            description = "A fully qualified class. Repeats.")
    List<String> classes = new ArrayList<>();

    @Option(
            names = {"-p", "--select-package"},
            paramLabel = "PACKAGE",
            description = "A package with all below it. Repeats.")
    List<String> packages = new ArrayList<>();

    @Option(
            names = {"-m", "--select-method"},
            paramLabel = "METHOD",
            description = "io.example.FooTest#bar or ...#bar(int,java.lang.String). Repeats.")
    List<String> methods = new ArrayList<>();

    @Option(
            names = {"--select-unique-id", "--uid"},
            paramLabel = "ID",
            description = "JUnit's unique id of a class or test. Repeats.")
    List<String> uniqueIds = new ArrayList<>();

    @Option(
            names = {"-n", "--include-classname"},
            paramLabel = "PATTERN",
            description = "Regular expression over the whole class name; any of several may match."
                    + " Default for scans: ^(Test.*|.+[.$$]Test.*|.*Tests?)$$")
    List<String> includeClassnames = new ArrayList<>();

    @Option(
            names = {"-N", "--exclude-classname"},
            paramLabel = "PATTERN",
            description = "Regular expression of class names to leave out. Repeats.")
    List<String> excludeClassnames = new ArrayList<>();

    @Option(
            names = {"-t", "--include-tag"},
            paramLabel = "TAG",
            description = "A tag or tag expression; any of several may hold.")
    List<String> includeTags = new ArrayList<>();

    @Option(
            names = {"-T", "--exclude-tag"},
            paramLabel = "TAG",
            description = "A tag or tag expression to leave out. Repeats.")
    List<String> excludeTags = new ArrayList<>();

    @Option(
            names = {"-e", "--include-engine"},
            paramLabel = "ID",
            description = "A test engine's id, such as junit-jupiter. Repeats.")
    List<String> includeEngines = new ArrayList<>();

    @Option(
            names = {"-E", "--exclude-engine"},
            paramLabel = "ID",
            description = "A test engine to leave out. Repeats.")
    List<String> excludeEngines = new ArrayList<>();

    @Option(names = "--config", paramLabel = "KEY=VALUE", description = "A configuration parameter of JUnit. Repeats.")
    Map<String, String> config = new LinkedHashMap<>();

    /** Something is selected by name. */
    boolean hasSelectors() {
        return !classes.isEmpty() || !packages.isEmpty() || !methods.isEmpty() || !uniqueIds.isEmpty();
    }

    /** What is wrong, a line each. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        checkPatterns(problems, "--include-classname", includeClassnames);
        checkPatterns(problems, "--exclude-classname", excludeClassnames);
        for (String method : methods) {
            if (!method.matches("[^#()]+#[^#()]+(\\(.*\\))?")) {
                problems.add("--select-method: '" + method
                        + "' is not a method: wanted io.example.FooTest#bar or io.example.FooTest#bar(int)");
            }
        }
        config.forEach((name, value) ->
                OwnParameters.problem(name, value).ifPresent(problem -> problems.add("--config: " + problem)));
        if (OwnParameters.isOrderGiven(config) && !hasSelectors()) {
            problems.add("--config " + OwnParameters.ORDER + "=" + OwnParameters.GIVEN
                    + ": the tests must be named in their order: give --select-class, --select-method or"
                    + " --select-unique-id");
        }
        checkNames(problems, "--select-class", classes);
        checkNames(problems, "--select-package", packages);
        return problems;
    }

    /** All but the scan entries. */
    Selection.Builder selection() {
        return Selection.newBuilder()
                .addAllSelectClass(classes)
                .addAllSelectPackage(packages)
                .addAllSelectMethod(methods)
                .addAllSelectUniqueId(uniqueIds)
                .addAllIncludeClassname(includeClassnames)
                .addAllExcludeClassname(excludeClassnames)
                .addAllIncludeTag(includeTags)
                .addAllExcludeTag(excludeTags)
                .addAllIncludeEngine(includeEngines)
                .addAllExcludeEngine(excludeEngines)
                .putAllConfig(config);
    }

    private static void checkPatterns(List<String> problems, String option, List<String> patterns) {
        for (String pattern : patterns) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                problems.add(option + ": '" + pattern + "' is not a regular expression: " + e.getDescription());
            }
        }
    }

    private static void checkNames(List<String> problems, String option, List<String> names) {
        for (String name : names) {
            if (!name.matches("[\\p{javaJavaIdentifierPart}.$]+")) {
                problems.add(option + ": '" + name + "' is not a name of Java");
            }
        }
    }
}
