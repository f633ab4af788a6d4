package io.verdigrid.runner.discovery;

import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.TestNode;
import io.verdigrid.runner.wire.TestSelection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;

/** Collects what JUnit passed over or gave up on, each thing once. Not thread-safe. */
final class BrokenUnits {
    private static final String CRITICAL = "junit.platform.discovery.issue.severity.critical";
    private static final String NESTED = "Lorg/junit/jupiter/api/Nested;";

    private final List<String> warnings;
    private final Set<String> knownClasses = new HashSet<>();
    private final Map<String, BrokenUnit> units = new LinkedHashMap<>();
    private final Map<String, BrokenUnit> ofSelectors = new LinkedHashMap<>();
    private final List<String> selectorCauses = new ArrayList<>();

    BrokenUnits(List<String> warnings) {
        this.warnings = warnings;
    }

    /** Failed tests. */
    List<BrokenUnit> units() {
        return new ArrayList<>(units.values());
    }

    /** Failed tests for selectors that find nothing; where nothing else is found they are rather the user's mistake. */
    List<BrokenUnit> ofSelectors() {
        return new ArrayList<>(ofSelectors.values());
    }

    /** What is wrong with those selectors. */
    List<String> selectorCauses() {
        return selectorCauses;
    }

    /** JUnit found tests in these. */
    void know(Iterable<FoundUnit> found) {
        for (FoundUnit unit : found) {
            knownClasses.add(unit.className);
            for (TestNode test : unit.tests) {
                knownClasses.add(test.className);
            }
        }
    }

    /** A class named by the user that cannot be loaded, which then is a failed test and nothing for JUnit. */
    boolean addUnloadable(String className) {
        if (ClassCheck.isLoadable(className)) {
            return false;
        }
        add(BrokenUnit.ofClass(className));
        return true;
    }

    /** A class named by the user in which JUnit found nothing. */
    void addSelected(String className) {
        if (!knownClasses.contains(className) && ClassCheck.problem(className) != null) {
            add(BrokenUnit.ofClass(className));
        }
    }

    /** Of the classes that were scanned, those that JUnit passes over without a word. Gives how many match. */
    int addScanned(List<String> classNames, ClassNames filter) {
        int matching = 0;
        for (String name : classNames) {
            if (filter.match(name)) {
                matching++;
                if (!knownClasses.contains(name)) {
                    addBrokenTest(name);
                } else if (ClassCheck.hidesMembers(name)) {
                    addNested(name, classNames);
                }
            }
        }
        return matching;
    }

    private void addBrokenTest(String name) {
        Throwable problem = ClassCheck.problem(name);
        if (problem == null) {
            return;
        }
        if (ClassFile.mayHoldTests(name)) {
            add(BrokenUnit.ofClass(name));
        } else {
            warnings.add(name + " has no tests and cannot be loaded: " + problem);
        }
    }

    private void addNested(String outer, List<String> classNames) {
        for (String name : classNames) {
            if (name.startsWith(outer + '$') && ClassCheck.problem(name) != null && ClassFile.mentions(name, NESTED)) {
                add(BrokenUnit.ofClass(name));
            }
        }
    }

    /** What the engines told. */
    void addNotes(DiscoveryNotes notes, ConfigurationParameters configuration, FoundUnits found) {
        for (Map.Entry<String, Throwable> each : notes.failedEngines.entrySet()) {
            add(BrokenUnit.ofDiscovery(each.getKey(), DiscoveryNotes.cause(each.getValue())));
        }
        for (Map.Entry<DiscoverySelector, Throwable> each : notes.failedSelectors.entrySet()) {
            if (!notes.isResolved(each.getKey())) {
                addFailed(each.getKey(), notes.failedSelectorEngines.get(each.getKey()), each.getValue(), found);
            }
        }
        String critical = configuration.get(CRITICAL).orElse("ERROR").toUpperCase(Locale.ROOT);
        for (DiscoveryIssueNote issue : notes.issues) {
            if (issue.isAbout(notes)) {
                continue;
            }
            // One about a class that has tests fails them when they run: JUnit refuses to run its engine then.
            if (issue.isAsBadAs(critical) && !knownClasses.contains(issue.className)) {
                add(BrokenUnit.ofDiscovery(issue.engineId, issue.text()));
            } else {
                warnings.add(issue.toString());
            }
        }
    }

    private void addFailed(DiscoverySelector selector, String engineId, Throwable cause, FoundUnits found) {
        if (selector instanceof ClassSelector) {
            String name = ((ClassSelector) selector).getClassName();
            if (knownClasses.contains(name)) {
                return;
            }
            add(
                    ClassCheck.problem(name) != null
                            ? BrokenUnit.ofClass(name)
                            : BrokenUnit.ofDiscovery(engineId, name + ": " + DiscoveryNotes.cause(cause)));
        } else if (!(selector instanceof UniqueIdSelector)
                && (!(selector instanceof MethodSelector) || !hasMethod((MethodSelector) selector, found))) {
            addSelector(engineId, selector + ": " + DiscoveryNotes.cause(cause));
        }
    }

    /** Engines that know methods by other names than Java's find what Java does not. */
    private static boolean hasMethod(MethodSelector selector, FoundUnits found) {
        for (FoundUnit unit : found.all()) {
            for (TestNode test : unit.tests) {
                if (test.className.equals(selector.getClassName())
                        && (test.name.startsWith(selector.getMethodName())
                                || test.displayName.equals(selector.getMethodName()))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Unique ids by which no engine finds anything; where filters may have taken it away that is only a warning. */
    void addMissingIds(TestSelection selection, FoundUnits found) {
        for (String id : selection.selectUniqueId) {
            if (!found.has(id)) {
                String engineId = UniqueId.parse(id).getEngineId().orElse("unknown");
                if (selection.filter.includeTag.isEmpty() && selection.filter.excludeTag.isEmpty()) {
                    addSelector(engineId, "no test has the unique id " + id);
                } else {
                    warnings.add("no test that the tags leave has the unique id " + id);
                }
            }
        }
    }

    private void addSelector(String engineId, String cause) {
        BrokenUnit unit = BrokenUnit.ofDiscovery(engineId, cause);
        if (ofSelectors.put(unit.test.unitId, unit) == null) {
            selectorCauses.add(cause);
        }
    }

    private void add(BrokenUnit unit) {
        units.put(unit.test.unitId, unit);
    }
}
