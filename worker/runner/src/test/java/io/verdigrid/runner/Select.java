package io.verdigrid.runner;

import io.verdigrid.runner.wire.Leaf;
import io.verdigrid.runner.wire.RunOrder;
import io.verdigrid.runner.wire.TestFilter;
import io.verdigrid.runner.wire.TestSelection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes selections and orders, each part by its name. Not thread-safe. */
final class Select {
    static final long OUTPUT_LIMIT = 1 << 20;

    private final List<String> roots = new ArrayList<>();
    private final List<String> classes = new ArrayList<>();
    private final List<String> packages = new ArrayList<>();
    private final List<String> methods = new ArrayList<>();
    private final List<String> uniqueIds = new ArrayList<>();
    private final List<String> includes = new ArrayList<>();
    private final List<String> excludes = new ArrayList<>();
    private final List<String> includeTags = new ArrayList<>();
    private final List<String> excludeTags = new ArrayList<>();
    private final List<String> includeEngines = new ArrayList<>();
    private final List<String> configKeys = new ArrayList<>();
    private final List<String> configValues = new ArrayList<>();

    Select root(Path root) {
        roots.add(root.toString());
        return this;
    }

    Select aClass(String name) {
        classes.add(name);
        return this;
    }

    Select aPackage(String name) {
        packages.add(name);
        return this;
    }

    Select method(String name) {
        methods.add(name);
        return this;
    }

    Select uniqueId(String id) {
        uniqueIds.add(id);
        return this;
    }

    Select include(String pattern) {
        includes.add(pattern);
        return this;
    }

    Select exclude(String pattern) {
        excludes.add(pattern);
        return this;
    }

    Select tag(String expression) {
        includeTags.add(expression);
        return this;
    }

    Select withoutTag(String expression) {
        excludeTags.add(expression);
        return this;
    }

    Select engine(String id) {
        includeEngines.add(id);
        return this;
    }

    Select config(String key, String value) {
        configKeys.add(key);
        configValues.add(value);
        return this;
    }

    TestFilter filter() {
        return new TestFilter(includeTags, excludeTags, includeEngines, List.of(), configKeys, configValues);
    }

    TestSelection selection() {
        return new TestSelection(roots, classes, packages, methods, uniqueIds, includes, excludes, filter());
    }

    static RunOrder unit(String unitId) {
        return order(unitId, OUTPUT_LIMIT);
    }

    static RunOrder order(String unitId, long outputLimit, Leaf... leaves) {
        return new RunOrder(7, unitId, List.of(leaves), false, List.of(), new Select().filter(), outputLimit);
    }

    /** All of the unit but what is left out, of which the leaves are reported. */
    static RunOrder whole(String unitId, List<String> leftOut, Leaf... leaves) {
        return new RunOrder(7, unitId, List.of(leaves), true, leftOut, new Select().filter(), OUTPUT_LIMIT);
    }

    static Leaf leaf(String uniqueId) {
        return new Leaf(uniqueId, "", List.of());
    }
}
