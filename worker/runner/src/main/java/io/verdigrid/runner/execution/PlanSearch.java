package io.verdigrid.runner.execution;

import io.verdigrid.runner.discovery.DiscoveryNotes;
import io.verdigrid.runner.discovery.NoteTaker;
import io.verdigrid.runner.platform.Leaves;
import io.verdigrid.runner.platform.Requests;
import io.verdigrid.runner.wire.TestFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** Finds the plan that holds all that is ordered, or as much of it as can be found. Not thread-safe. */
final class PlanSearch {
    private final Launcher launcher;
    private final TestFilter filter;
    private final Set<String> leftOut;
    private final List<Way> ways;
    private final Set<String> failures = new LinkedHashSet<>();

    private TestPlan plan;
    private Set<String> ids;
    private Set<String> leaves;

    PlanSearch(Launcher launcher, TestFilter filter, Set<String> leftOut, List<Way> ways) {
        this.launcher = launcher;
        this.filter = filter;
        this.leftOut = leftOut;
        this.ways = ways;
    }

    /** True: something is found. */
    boolean search() {
        discover(false);
        boolean again = true;
        while (again) {
            again = false;
            for (Way way : ways) {
                again |= !isFound(way) && way.next();
            }
            if (again) {
                discover(true);
            }
        }
        for (Way way : ways) {
            if (isFound(way)) {
                return true;
            }
        }
        return false;
    }

    TestPlan plan() {
        return plan;
    }

    /** What engines said while they found less than was ordered. */
    Set<String> failures() {
        return failures;
    }

    private void discover(boolean listen) {
        Set<DiscoverySelector> selectors = new LinkedHashSet<>();
        for (Way way : ways) {
            selectors.addAll(way.selectors());
        }
        LauncherDiscoveryRequestBuilder request = Requests.of(new ArrayList<>(selectors), filter);
        if (!leftOut.isEmpty()) {
            PostDiscoveryFilter without = test ->
                    FilterResult.includedIf(!leftOut.contains(test.getUniqueId().toString()));
            request.filters(without);
        }
        DiscoveryNotes notes = listen ? NoteTaker.listen(request) : null;
        plan = launcher.discover(request.build());
        if (notes != null) {
            failures.addAll(notes.failures());
        }
        ids = new HashSet<>();
        leaves = new HashSet<>();
        for (TestIdentifier root : plan.getRoots()) {
            collect(root);
        }
    }

    private void collect(TestIdentifier node) {
        for (TestIdentifier child : plan.getChildren(node)) {
            ids.add(child.getUniqueId());
            if (Leaves.isLeaf(plan, child)) {
                leaves.add(child.getUniqueId());
            }
            collect(child);
        }
    }

    /** It is in the plan, or a leaf of the plan will register it. */
    private boolean isFound(Way way) {
        String id = way.uniqueId;
        if (ids.contains(id) || leaves.contains(way.registeredBy)) {
            return true;
        }
        for (int end = id.lastIndexOf("/["); end > 0; end = id.lastIndexOf("/[", end - 1)) {
            if (leaves.contains(id.substring(0, end))) {
                return true;
            }
        }
        return false;
    }
}
