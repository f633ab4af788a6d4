package io.verdigrid.runner.discovery;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Whether what one test of a unit leaves behind is meant for the next: it declares an order of its tests, or one instance for
 * them. Annotations are known by their names, as their libraries are the user's. Not thread-safe.
 */
final class OrderRules {
    /** Their classes have one instance for all tests, or their tests run in the order in which they were written. */
    private static final List<String> ORDERED_ENGINES = Arrays.asList("testng", "kotest", "scalatest", "spek2", "spek");

    private static final String JUPITER = "org.junit.jupiter.api.";

    /** An order that is no order: nobody relies on it. */
    private static final List<String> NO_ORDERS =
            Arrays.asList(JUPITER + "MethodOrderer$Random", JUPITER + "MethodOrderer$Default", "DEFAULT");

    private final boolean orderedByDefault;
    private final boolean perClassByDefault;

    OrderRules(ConfigurationParameters configuration) {
        orderedByDefault = configuration
                .get("junit.jupiter.testmethod.order.default")
                .map(OrderRules::isOrder)
                .orElse(false);
        perClassByDefault = configuration
                .get("junit.jupiter.testinstance.lifecycle.default")
                .map(value -> value.trim().equalsIgnoreCase("per_class"))
                .orElse(false);
    }

    /** Looks at the unit's class and at all below it. */
    boolean areOrdered(TestPlan plan, TestIdentifier unit) {
        return !isClass(unit) || anyOrdered(plan, unit);
    }

    private boolean anyOrdered(TestPlan plan, TestIdentifier node) {
        UniqueId.Segment last = last(node);
        if (last.getType().equals("engine") && ORDERED_ENGINES.contains(last.getValue())) {
            return true;
        }
        if (isClass(node) && isOrdered((ClassSource) node.getSource().get(), engine(node))) {
            return true;
        }
        for (TestIdentifier child : plan.getChildren(node)) {
            if (child.isContainer() && anyOrdered(plan, child)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClass(TestIdentifier node) {
        Optional<TestSource> source = node.getSource();
        return source.isPresent() && source.get() instanceof ClassSource;
    }

    private static UniqueId.Segment last(TestIdentifier node) {
        List<UniqueId.Segment> segments = UniqueId.parse(node.getUniqueId()).getSegments();
        return segments.get(segments.size() - 1);
    }

    /** The nearest engine above: a suite has others below its own. */
    private static String engine(TestIdentifier node) {
        String engine = "";
        for (UniqueId.Segment segment : UniqueId.parse(node.getUniqueId()).getSegments()) {
            engine = segment.getType().equals("engine") ? segment.getValue() : engine;
        }
        return engine;
    }

    private boolean isOrdered(ClassSource source, String engine) {
        if (ORDERED_ENGINES.contains(engine)) {
            return true;
        }
        try {
            Class<?> type = Class.forName(source.getClassName(), false, ClassCheck.loader());
            return isOrdered(type, engine.equals("junit-jupiter"));
        } catch (ClassNotFoundException | LinkageError | RuntimeException unknown) {
            // What cannot be looked into says nothing of an order.
            return false;
        }
    }

    private boolean isOrdered(Class<?> type, boolean jupiter) {
        Declared declared = new Declared();
        declared.addClass(type);
        boolean ordered = declared.order == null ? jupiter && orderedByDefault : declared.order;
        boolean perClass = declared.perClass == null ? jupiter && perClassByDefault : declared.perClass;
        return ordered || perClass || declared.stepwise;
    }

    private static boolean isOrder(String name) {
        return !name.trim().isEmpty() && !NO_ORDERS.contains(name.trim());
    }

    /** What a class, what it extends and what encloses it declare: the nearest declaration counts. */
    private static final class Declared {
        private final Set<Class<?>> seen = new HashSet<>();
        private Boolean order;
        private Boolean perClass;
        private boolean stepwise;

        void addClass(Class<?> type) {
            if (type == null || type == Object.class || !seen.add(type)) {
                return;
            }
            addAnnotations(type);
            addClass(type.getSuperclass());
            for (Class<?> each : type.getInterfaces()) {
                addClass(each);
            }
            addClass(type.getEnclosingClass());
        }

        private void addAnnotations(AnnotatedElement element) {
            for (Annotation each : element.getDeclaredAnnotations()) {
                Class<? extends Annotation> kind = each.annotationType();
                String name = kind.getName();
                if (name.equals(JUPITER + "TestMethodOrder") || name.equals("org.junit.FixMethodOrder")) {
                    order = order == null ? (Boolean) isOrder(value(each)) : order;
                } else if (name.equals(JUPITER + "TestInstance")) {
                    perClass = perClass == null ? (Boolean) value(each).equals("PER_CLASS") : perClass;
                } else if (name.equals("spock.lang.Stepwise")) {
                    stepwise = true;
                } else if (!name.startsWith("java.") && seen.add(kind)) {
                    addAnnotations(kind);
                }
            }
        }

        private static String value(Annotation annotation) {
            try {
                Method value = annotation.annotationType().getMethod("value");
                value.setAccessible(true);
                Object told = value.invoke(annotation);
                return told instanceof Class ? ((Class<?>) told).getName() : ((Enum<?>) told).name();
            } catch (ReflectiveOperationException | RuntimeException unlike) {
                return "";
            }
        }
    }
}
