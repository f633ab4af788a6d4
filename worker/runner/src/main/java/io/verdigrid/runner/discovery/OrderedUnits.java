package io.verdigrid.runner.discovery;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Tells units whose tests are meant to run in their order in one JVM: by a declared order of methods, by one instance for all
 * methods, or because their engine means it so. Annotations are known by their names, for the runner has no library but
 * JUnit's launcher. Not thread-safe.
 */
final class OrderedUnits {
    /** Engines whose tests are meant to be independent unless their class says otherwise. */
    private static final Set<String> INDEPENDENT =
            new HashSet<>(Arrays.asList("junit-jupiter", "junit-vintage", "spock", "jqwik", "cucumber", "archunit"));

    private static final String ORDER_PARAMETER = "junit.jupiter.testmethod.order.default";
    private static final String LIFECYCLE_PARAMETER = "junit.jupiter.testinstance.lifecycle.default";

    private final boolean jupiterOrders;

    OrderedUnits(ConfigurationParameters configuration) {
        Optional<String> order = configuration.get(ORDER_PARAMETER);
        Optional<String> lifecycle = configuration.get(LIFECYCLE_PARAMETER);
        jupiterOrders = order.filter(OrderedUnits::isOrder).isPresent()
                || lifecycle
                        .filter(value -> value.trim().equalsIgnoreCase("per_class"))
                        .isPresent();
    }

    boolean includes(TestPlan plan, TestIdentifier unit) {
        String engine = UniqueId.parse(unit.getUniqueId()).getEngineId().orElse("");
        if (!INDEPENDENT.contains(engine) || (jupiterOrders && engine.equals("junit-jupiter"))) {
            return true;
        }
        return declaresOrder(plan, unit);
    }

    private static boolean declaresOrder(TestPlan plan, TestIdentifier container) {
        Optional<TestSource> source = container.getSource();
        if (source.isPresent()
                && source.get() instanceof ClassSource
                && isOrdered(((ClassSource) source.get()).getClassName())) {
            return true;
        }
        for (TestIdentifier child : plan.getChildren(container)) {
            if (child.isContainer() && declaresOrder(plan, child)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOrdered(String className) {
        try {
            Class<?> at = Class.forName(className, false, ClassCheck.loader());
            return isOrdered(at, new HashSet<>());
        } catch (ClassNotFoundException | LinkageError | RuntimeException unlike) {
            return false;
        }
    }

    private static boolean isOrdered(Class<?> at, Set<Class<?>> seen) {
        if (at == null || !seen.add(at)) {
            return false;
        }
        for (Annotation each : at.getDeclaredAnnotations()) {
            if (saysOrder(each) || isOrdered(each.annotationType(), seen)) {
                return true;
            }
        }
        for (Class<?> each : at.getInterfaces()) {
            if (!at.isAnnotation() && isOrdered(each, seen)) {
                return true;
            }
        }
        return isOrdered(at.getSuperclass(), seen) || isOrdered(at.getEnclosingClass(), seen);
    }

    private static boolean saysOrder(Annotation annotation) {
        switch (annotation.annotationType().getName()) {
            case "spock.lang.Stepwise":
                return true;
            case "org.junit.jupiter.api.TestMethodOrder":
                return isOrder(value(annotation));
            case "org.junit.jupiter.api.TestInstance":
                return value(annotation).equals("PER_CLASS");
            case "org.junit.FixMethodOrder":
                return !value(annotation).equals("DEFAULT");
            default:
                return false;
        }
    }

    /** A random order is none that a test could rely on. */
    private static boolean isOrder(String orderer) {
        return !orderer.trim().isEmpty() && !orderer.trim().endsWith("MethodOrderer$Random");
    }

    private static String value(Annotation annotation) {
        try {
            Object value = annotation.annotationType().getMethod("value").invoke(annotation);
            return value instanceof Class<?> ? ((Class<?>) value).getName() : String.valueOf(value);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException unlike) {
            return "";
        }
    }
}
