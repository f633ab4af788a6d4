package io.verdigrid.runner.discovery;

import io.verdigrid.runner.platform.Leaves;
import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.TestNode;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * What a unit's classes declare of how their tests run together: in an order or with one instance for all, so that what one
 * leaves behind is meant for the next; and what may run beside them. Annotations are known by their names, as their libraries
 * are the user's. Not thread-safe.
 */
final class UnitRules {
    /** Their classes have one instance for all tests, or their tests run in the order in which they were written. */
    private static final List<String> ORDERED_ENGINES = Arrays.asList("testng", "kotest", "scalatest", "spek2", "spek");

    private static final String JUPITER = "org.junit.jupiter.api.";

    private static final String PARALLEL = JUPITER + "parallel.";

    /** An order that is no order: nobody relies on it. */
    private static final List<String> NO_ORDERS =
            Arrays.asList(JUPITER + "MethodOrderer$Random", JUPITER + "MethodOrderer$Default", "DEFAULT");

    private final boolean orderedByDefault;
    private final boolean perClassByDefault;

    /** The texts of a {@link io.verdigrid.runner.wire.FoundUnit}. */
    private final Set<String> neighbours = new TreeSet<>();

    UnitRules(ConfigurationParameters configuration) {
        orderedByDefault = configuration
                .get("junit.jupiter.testmethod.order.default")
                .map(UnitRules::isOrder)
                .orElse(false);
        perClassByDefault = configuration
                .get("junit.jupiter.testinstance.lifecycle.default")
                .map(value -> value.trim().equalsIgnoreCase("per_class"))
                .orElse(false);
    }

    /** The unit, with what its class and all below it declare. */
    FoundUnit found(TestPlan plan, TestIdentifier unit, List<TestNode> tests) {
        neighbours.clear();
        boolean ordered = anyOrdered(plan, unit) || !isClass(unit);
        return new FoundUnit(
                unit.getUniqueId(), Leaves.className(plan, unit), false, ordered, new ArrayList<>(neighbours), tests);
    }

    private boolean anyOrdered(TestPlan plan, TestIdentifier node) {
        UniqueId.Segment last = last(node);
        boolean ordered = last.getType().equals("engine") && ORDERED_ENGINES.contains(last.getValue());
        if (isClass(node)) {
            ordered |= isOrdered((ClassSource) node.getSource().get(), engine(node));
        }
        for (TestIdentifier child : plan.getChildren(node)) {
            if (child.isContainer()) {
                ordered |= anyOrdered(plan, child);
            }
        }
        return ordered;
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
        Declared declared = new Declared(type, neighbours);
        declared.addClass(type);
        boolean ordered = declared.order == null ? jupiter && orderedByDefault : declared.order;
        boolean perClass = declared.perClass == null ? jupiter && perClassByDefault : declared.perClass;
        return ordered || perClass || declared.stepwise;
    }

    private static boolean isOrder(String name) {
        return !name.trim().isEmpty() && !NO_ORDERS.contains(name.trim());
    }

    /** What a class, what it extends and what encloses it declare: of an order the nearest declaration counts. */
    private static final class Declared {
        private final Set<Object> seen = new HashSet<>();
        private final Class<?> test;
        private final Set<String> neighbours;
        private Boolean order;
        private Boolean perClass;
        private boolean stepwise;

        Declared(Class<?> test, Set<String> neighbours) {
            this.test = test;
            this.neighbours = neighbours;
        }

        void addClass(Class<?> type) {
            if (type == null || type == Object.class || !seen.add(type)) {
                return;
            }
            addAnnotations(type);
            for (Method method : methods(type)) {
                addAnnotations(method);
            }
            addClass(type.getSuperclass());
            for (Class<?> each : type.getInterfaces()) {
                addClass(each);
            }
            addClass(type.getEnclosingClass());
        }

        /** A class that names types that are not there says no more of its methods. */
        private static Method[] methods(Class<?> type) {
            try {
                return type.getDeclaredMethods();
            } catch (LinkageError broken) {
                return new Method[0];
            }
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
                } else if (name.startsWith(PARALLEL)) {
                    try {
                        addNeighbours(name.substring(PARALLEL.length()), each);
                    } catch (ReflectiveOperationException | LinkageError | RuntimeException unlike) {
                        // JUnit will say what is wrong with it.
                    }
                } else if (!name.startsWith("java.") && seen.add(kind)) {
                    addAnnotations(kind);
                }
            }
        }

        private void addNeighbours(String kind, Annotation each) throws ReflectiveOperationException {
            if (kind.equals("Isolated")) {
                neighbours.add("isolated");
            } else if (kind.equals("Execution") && value(each).equals("SAME_THREAD")) {
                neighbours.add("same-thread");
            } else if (kind.equals("ResourceLock")) {
                addLock(each);
            } else if (kind.equals("ResourceLocks")) {
                for (Annotation lock : (Annotation[]) get(each, "value")) {
                    addLock(lock);
                }
            }
        }

        private void addLock(Annotation lock) throws ReflectiveOperationException {
            addLock(get(lock, "value"), get(lock, "mode"));
            try {
                for (Class<?> provider : (Class<?>[]) get(lock, "providers")) {
                    addProvided(provider);
                }
            } catch (NoSuchMethodException old) {
                // Before Jupiter 5.12 there are none.
            }
        }

        private void addLock(Object key, Object mode) {
            if (!key.equals("")) {
                neighbours.add((mode.toString().equals("READ") ? "read " : "write ") + key);
            }
        }

        /** Asks for the locks of the class and of each of its methods, as if no other class enclosed it. */
        private void addProvided(Class<?> provider) throws ReflectiveOperationException {
            Constructor<?> constructor = provider.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object made = constructor.newInstance();
            for (Method each : provider.getMethods()) {
                if (!each.getName().startsWith("provideFor")) {
                    continue;
                }
                if (Arrays.asList(each.getParameterTypes()).contains(Method.class)) {
                    for (Class<?> type = test; type != null && type != Object.class; type = type.getSuperclass()) {
                        addProvided(made, each, methods(type));
                    }
                    addProvided(made, each, inherited(test));
                } else {
                    addProvided(made, each, (Method) null);
                }
            }
        }

        /** Those of interfaces too. */
        private static Method[] inherited(Class<?> type) {
            try {
                return type.getMethods();
            } catch (LinkageError broken) {
                return new Method[0];
            }
        }

        private void addProvided(Object provider, Method method, Method[] testMethods)
                throws ReflectiveOperationException {
            for (Method each : testMethods) {
                if (each.getDeclaringClass() != Object.class) {
                    addProvided(provider, method, each);
                }
            }
        }

        private void addProvided(Object provider, Method method, Method testMethod)
                throws ReflectiveOperationException {
            Class<?>[] types = method.getParameterTypes();
            Object[] arguments = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                arguments[i] =
                        types[i] == Class.class ? test : types[i] == Method.class ? testMethod : new ArrayList<>();
            }
            method.setAccessible(true);
            for (Object lock : (Iterable<?>) method.invoke(provider, arguments)) {
                addLock(get(lock, "getKey"), get(lock, "getAccessMode"));
            }
        }

        private static String value(Annotation annotation) {
            try {
                Object told = get(annotation, "value");
                return told instanceof Class ? ((Class<?>) told).getName() : ((Enum<?>) told).name();
            } catch (ReflectiveOperationException | RuntimeException unlike) {
                return "";
            }
        }

        private static Object get(Object from, String name) throws ReflectiveOperationException {
            Class<?> type = from instanceof Annotation ? ((Annotation) from).annotationType() : from.getClass();
            Method method = type.getMethod(name);
            method.setAccessible(true);
            return method.invoke(from);
        }
    }
}
