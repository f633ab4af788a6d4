package io.verdigrid.cli;

import io.verdigrid.cli.maven.MavenModule;
import io.verdigrid.cli.maven.MavenSelection;
import io.verdigrid.protocol.common.v1.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What Surefire would run of a module, narrowed by what the user selects. */
final class ProjectSelection {
    private ProjectSelection() {}

    /** Empty: the module has nothing of it. */
    static Optional<Selection> of(MavenModule module, SelectionOptions options) {
        MavenSelection maven = module.selection();
        Selection.Builder selection = options.selection()
                .clearSelectClass()
                .clearSelectPackage()
                .clearSelectMethod()
                .clearIncludeTag()
                .clearIncludeEngine()
                .clearConfig();
        if (options.hasSelectors()) {
            for (String name : maven.classes()) {
                if (options.classes.stream().anyMatch(asked -> asked.equals(name))
                        || options.packages.stream().anyMatch(asked -> name.startsWith(asked + "."))) {
                    selection.addSelectClass(name);
                }
            }
            options.classes.stream()
                    .filter(asked -> asked.contains("$") && maven.classes().contains(outermost(asked)))
                    .forEach(selection::addSelectClass);
            options.methods.stream()
                    .filter(asked -> maven.classes().contains(outermost(asked.substring(0, asked.indexOf('#')))))
                    .forEach(selection::addSelectMethod);
            if (selection.getSelectClassCount() + selection.getSelectMethodCount() + selection.getSelectUniqueIdCount()
                    == 0) {
                return Optional.empty();
            }
        } else {
            selection.addAllSelectClass(maven.classes());
        }
        selection.addAllIncludeTag(both(maven.includeTags(), options.includeTags));
        selection.addAllExcludeTag(maven.excludeTags());
        selection.addAllIncludeEngine(
                options.includeEngines.isEmpty() ? maven.includeEngines() : options.includeEngines);
        selection.addAllExcludeEngine(maven.excludeEngines());
        TreeMap<String, String> config = new TreeMap<>(maven.config());
        config.putAll(options.config);
        return Optional.of(selection.putAllConfig(config).build());
    }

    /** Of each list any may hold; of two lists one of each must. */
    private static List<String> both(List<String> surefires, List<String> users) {
        if (surefires.isEmpty() || users.isEmpty()) {
            List<String> one = new ArrayList<>(surefires);
            one.addAll(users);
            return one;
        }
        return List.of(anyOf(surefires) + " & " + anyOf(users));
    }

    private static String anyOf(List<String> expressions) {
        return "((" + String.join(") | (", expressions) + "))";
    }

    private static String outermost(String className) {
        int dollar = className.indexOf('$');
        return dollar < 0 ? className : className.substring(0, dollar);
    }
}
