package guest.quiet;

import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/** Passes over some of its tests without a word. */
public final class QuietEngine implements TestEngine {
    private static final String LONG_NAME =
            String.join("", java.util.Collections.nCopies(Integer.getInteger("guest.length", 1), "long name "));

    @Override
    public String getId() {
        return "quiet";
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
        EngineDescriptor root = new EngineDescriptor(id, "Quiet");
        for (Class<?> each : new Class<?>[] {SomeTest.class, NoneTest.class}) {
            if (!isSelected(request, each.getSimpleName())) {
                continue;
            }
            Node unit = new Node(id.append("class", each.getName()), each, TestDescriptor.Type.CONTAINER);
            root.addChild(unit);
            for (int i = 0; i < Integer.getInteger("guest.many", 0); i++) {
                String name = LONG_NAME + i;
                unit.addChild(new Node(unit.getUniqueId().append("test", name), each, TestDescriptor.Type.TEST));
            }
            unit.addChild(new Node(unit.getUniqueId().append("test", "told"), each, TestDescriptor.Type.TEST));
            unit.addChild(new Node(unit.getUniqueId().append("test", "untold"), each, TestDescriptor.Type.TEST));
        }
        if (isSelected(request, "lonely")) {
            root.addChild(new Node(id.append("spec", "lonely"), NoneTest.class, TestDescriptor.Type.CONTAINER));
        }
        return root;
    }

    private static boolean isSelected(EngineDiscoveryRequest request, String name) {
        return request.getSelectorsByType(UniqueIdSelector.class).stream()
                .anyMatch(selector -> selector.getUniqueId().toString().contains(name));
    }

    @Override
    public void execute(ExecutionRequest request) {
        EngineExecutionListener listener = request.getEngineExecutionListener();
        TestDescriptor root = request.getRootTestDescriptor();
        listener.executionStarted(root);
        for (TestDescriptor unit : root.getChildren()) {
            if (unit.getUniqueId().toString().contains("SomeTest")) {
                listener.executionStarted(unit);
                for (TestDescriptor test : unit.getChildren()) {
                    if (test.getUniqueId().toString().contains("[test:told]")) {
                        listener.executionStarted(test);
                        listener.executionFinished(test, TestExecutionResult.successful());
                    }
                }
                listener.executionFinished(unit, TestExecutionResult.successful());
            }
        }
        listener.executionFinished(root, TestExecutionResult.successful());
    }

    public static final class SomeTest {}

    public static final class NoneTest {}

    private static final class Node extends AbstractTestDescriptor {
        private final Type type;

        Node(UniqueId id, Class<?> source, Type type) {
            super(id, id.toString().replaceAll(".*:(.*)]", "$1"), (TestSource) ClassSource.from(source));
            this.type = type;
        }

        @Override
        public Type getType() {
            return type;
        }
    }
}
