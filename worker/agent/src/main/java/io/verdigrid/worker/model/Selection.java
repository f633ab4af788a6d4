package io.verdigrid.worker.model;

import io.verdigrid.runner.wire.TestFilter;
import io.verdigrid.runner.wire.TestSelection;
import java.util.List;

/**
 * Which tests of a bundle.
 *
 * @param scanEntries positions in the bundle's classpath of the jars and folders in which tests are discovered
 * @param selectors all the rest; its scan roots are empty, since only a slot knows where the entries are
 */
public record Selection(List<Integer> scanEntries, TestSelection selectors) {
    /** Copies its list. */
    public Selection {
        scanEntries = List.copyOf(scanEntries);
    }

    /** What holds for each run too. */
    public TestFilter filter() {
        return selectors.filter;
    }

    /** The selection for a runner, with these places as its scan roots. */
    public TestSelection at(List<String> scanRoots) {
        return new TestSelection(
                scanRoots,
                selectors.selectClass,
                selectors.selectPackage,
                selectors.selectMethod,
                selectors.selectUniqueId,
                selectors.includeClassname,
                selectors.excludeClassname,
                selectors.filter);
    }
}
