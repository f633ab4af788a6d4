package guest.matrix;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class FactoryTest {
    @TestFactory
    Stream<DynamicNode> makes() {
        return Stream.of(
                dynamicTest("first", () -> {}),
                dynamicContainer("deep", Stream.of(dynamicTest("second", () -> {}))),
                dynamicTest("third", () -> Assertions.fail("third")));
    }

    @TestFactory
    Stream<DynamicNode> makesNothing() {
        return Stream.empty();
    }
}
