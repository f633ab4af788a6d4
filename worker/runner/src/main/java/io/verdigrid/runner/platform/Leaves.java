package io.verdigrid.runner.platform;

import io.verdigrid.runner.wire.TestNode;
import java.util.Optional;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Which nodes of a plan are tests to the grid, and how they are called. No instances. */
public final class Leaves {
    /** Characters: a longer name is cut, so that no report of a test is too large to be sent. Unique ids are never cut. */
    private static final int LONGEST_NAME = 4096;

    private Leaves() {}

    /** A test, or a container that may register tests while it runs; an engine that found nothing is neither. */
    public static boolean isLeaf(TestPlan plan, TestIdentifier node) {
        return node.isTest()
                || (plan.getChildren(node).isEmpty() && plan.getParent(node).isPresent());
    }

    /** A node under the names that JUnit's own XML report gives it. */
    public static TestNode node(TestPlan plan, TestIdentifier node, String unitId, String registeredBy) {
        return new TestNode(
                node.getUniqueId(),
                unitId,
                className(plan, node),
                bounded(node.getLegacyReportingName()),
                bounded(node.getDisplayName()),
                node.isTest(),
                registeredBy);
    }

    private static String bounded(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    }

    /** The class that is nearest above or at the node; where none is, what its parent is called. */
    public static String className(TestPlan plan, TestIdentifier node) {
        TestIdentifier at = node;
        while (at != null) {
            Optional<TestSource> source = at.getSource();
            if (source.isPresent() && source.get() instanceof ClassSource) {
                return ((ClassSource) source.get()).getClassName();
            }
            at = plan.getParent(at).orElse(null);
        }
        TestIdentifier parent = plan.getParent(node).orElse(node);
        return parent.getLegacyReportingName();
    }
}
