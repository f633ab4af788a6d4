package io.verdigrid.coordinator.model;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which tests of a module's bundle; names and meanings are those of JUnit's ConsoleLauncher.
 *
 * @param scanEntries positions in the bundle's classpath, from 0, in which tests are discovered
 */
public record Selection(
        List<Integer> scanEntries,
        List<String> selectClass,
        List<String> selectPackage,
        List<String> selectMethod,
        List<String> selectUniqueId,
        List<String> includeClassname,
        List<String> excludeClassname,
        List<String> includeTag,
        List<String> excludeTag,
        List<String> includeEngine,
        List<String> excludeEngine,
        SortedMap<String, String> config) {

    /** Copies its arguments. */
    public Selection {
        scanEntries = List.copyOf(scanEntries);
        selectClass = List.copyOf(selectClass);
        selectPackage = List.copyOf(selectPackage);
        selectMethod = List.copyOf(selectMethod);
        selectUniqueId = List.copyOf(selectUniqueId);
        includeClassname = List.copyOf(includeClassname);
        excludeClassname = List.copyOf(excludeClassname);
        includeTag = List.copyOf(includeTag);
        excludeTag = List.copyOf(excludeTag);
        includeEngine = List.copyOf(includeEngine);
        excludeEngine = List.copyOf(excludeEngine);
        config = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(config));
    }
}
